//! From what printpdf made to the finished file: fonts put right, metadata, colour profile, names from content.
//!
//! printpdf marks its files PDF 1.3 and PDF/X, stamps the time and takes identifiers from a counter of the process; all
//! of that is replaced here, so that the same words give the same bytes.

use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::PrintError;
use crate::draw::Drawn;
use crate::tag::text;

/// sRGB as an ICC profile of version 4: matrix and parametric curve of IEC 61966-2-1, without text worth a licence.
const SRGB: &[u8] = include_bytes!("srgb.icc");
const PRODUCER: &str = "Scrutiny Desk";

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct About<'a> {
    pub title: &'a str,
    pub author: &'a str,
    pub subject: &'a str,
    /// BCP 47.
    pub language: &'a str,
    pub made: Date,
}

/// Puts the last things right and writes the bytes.
///
/// # Errors
/// If the document cannot be written.
pub fn seal(
    mut doc: Document,
    drawn: &Drawn,
    tagged: Dictionary,
    about: &About<'_>,
) -> Result<Vec<u8>, PrintError> {
    doc.version = "1.7".into();
    fonts(&mut doc, drawn);
    // Compressed before the metadata come in: those stay readable.
    doc.compress();
    let profile = Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec());
    let profile = doc.add_object(profile);
    let intent = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB"),
        "Info" => text("sRGB"),
        "DestOutputProfile" => Object::Reference(profile),
    };
    let metadata = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        xmp(about).into_bytes(),
    );
    let metadata = doc.add_object(metadata.with_compression(false));
    let catalog = doc.catalog_mut().map_err(broken)?;
    catalog.remove(b"PageMode");
    catalog.extend(&tagged);
    catalog.set("PageLayout", "SinglePage");
    catalog.set("Lang", text(about.language));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    catalog.set("Metadata", Object::Reference(metadata));
    let labels: Vec<Object> = vec![0.into(), Object::Dictionary(dictionary! { "S" => "D" })];
    catalog.set("PageLabels", dictionary! { "Nums" => labels });
    let date = format!("D:{}Z", about.made.strftime("%Y%m%d000000"));
    let information = dictionary! {
        "Title" => text(about.title),
        "Author" => text(about.author),
        "Subject" => text(about.subject),
        "Creator" => text(PRODUCER),
        "Producer" => text(PRODUCER),
        "CreationDate" => text(&date),
        "ModDate" => text(&date),
    };
    if let Ok(Object::Reference(id)) = doc.trailer.get(b"Info").cloned() {
        doc.set_object(id, information);
    }
    doc.trailer.remove(b"ID");
    let named = Sha256::digest(bytes(&mut doc)?);
    let name = Object::String(named[..16].to_vec(), StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![name.clone(), name]);
    bytes(&mut doc)
}

fn bytes(doc: &mut Document) -> Result<Vec<u8>, PrintError> {
    let mut bytes = Vec::new();
    doc.save_to(&mut bytes).map_err(|cause| PrintError::Write {
        reason: cause.to_string(),
    })?;
    Ok(bytes)
}

fn broken(cause: lopdf::Error) -> PrintError {
    PrintError::Write {
        reason: cause.to_string(),
    }
}

/// Codes are pairs of glyph and text, so that the map from codes to glyphs is not the identity printpdf writes.
fn fonts(doc: &mut Document, drawn: &Drawn) {
    let composite: Vec<ObjectId> = doc
        .objects
        .iter()
        .filter(|(_, object)| {
            object.as_dict().is_ok_and(|font| {
                font.get(b"Subtype")
                    .is_ok_and(|kind| *kind == Object::from("Type0"))
            })
        })
        .map(|(id, _)| *id)
        .collect();
    for id in composite {
        let name = doc
            .get_dictionary(id)
            .and_then(|font| {
                font.get(b"BaseFont")?
                    .as_name()
                    .map(|name| String::from_utf8_lossy(name).into_owned())
            })
            .unwrap_or_default();
        let Some(map) = drawn
            .glyphs
            .iter()
            .find(|(face, _)| name.ends_with(face.name()))
            .map(|(_, map)| map)
        else {
            continue;
        };
        let bytes = map.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
        let stream = doc.add_object(Stream::new(Dictionary::new(), bytes));
        let Ok(font) = doc.get_dictionary_mut(id) else {
            continue;
        };
        if let Ok(Object::Array(descendants)) = font.get_mut(b"DescendantFonts")
            && let Some(Object::Dictionary(descendant)) = descendants.first_mut()
        {
            descendant.set("CIDToGIDMap", Object::Reference(stream));
        }
    }
}

fn xmp(about: &About<'_>) -> String {
    let date = about.made.strftime("%Y-%m-%dT00:00:00Z");
    let (title, author, subject, language) = (
        escape(about.title),
        escape(about.author),
        escape(about.subject),
        escape(about.language),
    );
    format!(
        r#"<?xpacket begin="{bom}" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<pdf:Producer>{PRODUCER}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"#,
        bom = '\u{feff}',
    )
}

fn escape(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_control())
        .fold(String::new(), |mut out, character| {
            match character {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                other => out.push(other),
            }
            out
        })
}
