//! How large the parts of a file may be (ISO 19005-2, 6.1.13), and how they may be packed.

use lopdf::{Document, Object};

use super::{Check, unless};

pub const CHECKS: &[Check] = &[
    Check {
        name: "strings, names, whole numbers and objects within their limits",
        find: sizes,
    },
    Check {
        name: "streams inside the file, in no forbidden packing",
        find: streams,
    },
];

const STRING: usize = 32_767;
const NAME: usize = 127;
const OBJECTS: usize = 8_388_607;

fn sizes(doc: &Document) -> Vec<String> {
    let mut found = unless(doc.objects.len() <= OBJECTS, "too many objects");
    for (id, object) in &doc.objects {
        measure(object, &mut |what| {
            found.push(format!("object {}: {what}", id.0))
        });
    }
    found
}

fn measure(object: &Object, tell: &mut impl FnMut(String)) {
    let mut name = |name: &[u8]| {
        if name.len() > NAME {
            tell(format!("a name of {} bytes", name.len()));
        }
    };
    match object {
        Object::Name(one) => name(one),
        Object::String(text, _) if text.len() > STRING => {
            tell(format!("a string of {} bytes", text.len()))
        }
        Object::Integer(value) if i32::try_from(*value).is_err() => tell(format!("{value}")),
        Object::Array(all) => all.iter().for_each(|one| measure(one, tell)),
        Object::Dictionary(of) => {
            of.iter().for_each(|(key, _)| name(key));
            of.iter().for_each(|(_, value)| measure(value, tell));
        }
        Object::Stream(stream) => {
            stream.dict.iter().for_each(|(key, _)| name(key));
            stream
                .dict
                .iter()
                .for_each(|(_, value)| measure(value, tell));
        }
        _ => {}
    }
}

fn streams(doc: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (id, object) in &doc.objects {
        let Ok(stream) = object.as_stream() else {
            continue;
        };
        let filters = stream.filters().unwrap_or_default();
        let forbidden = filters
            .iter()
            .any(|filter| matches!(*filter, b"LZWDecode" | b"Crypt"));
        found.extend(unless(!forbidden, format!("object {}: {filters:?}", id.0)));
        let outside = [&b"F"[..], b"FFilter", b"FDecodeParms"]
            .iter()
            .any(|key| stream.dict.has(key));
        found.extend(unless(
            !outside,
            format!("object {}: its content is elsewhere", id.0),
        ));
    }
    found
}
