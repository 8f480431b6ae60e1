"""Word pieces: which of the base's this language uses, and how a passage is laid out."""

from collections import Counter

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
# The most pieces of a sentence, of the sentence that a later window begins with, of the heading, and of all.
SENTENCE, BEFORE, SECTION, ALL = 88, 40, 14, 208


def wordpiece(vocabulary):
    t = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    t.normalizer = normalizers.BertNormalizer(clean_text=True, handle_chinese_chars=True, strip_accents=None, lowercase=True)
    t.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return t


def choose(base, texts, most):
    """The pieces to keep, as ids of the base: the special ones, every letter, digit and mark (so that any word can
    still be spelled), and the commonest of the language of inspection."""
    whole = wordpiece(base)
    counts = Counter()
    for encoding in whole.encode_batch(list(texts), add_special_tokens=False):
        counts.update(encoding.ids)
    names = {i: p for p, i in base.items()}
    spell = [p for p in base if len(p.removeprefix("##")) == 1 and (p.removeprefix("##").isascii() or p in "‘’“”–—…•£€")]
    kept = [base[p] for p in SPECIAL] + sorted(base[p] for p in spell)
    seen = set(kept)
    for i, _ in counts.most_common():
        if len(kept) >= most:
            break
        if i not in seen and not names[i].startswith("[unused"):
            kept.append(i)
            seen.add(i)
    return kept


class Layout:
    def __init__(self, names):
        self.names = names
        self.tokenizer = wordpiece({p: i for i, p in enumerate(names)})
        self.cls, self.sep = names.index("[CLS]"), names.index("[SEP]")
        self.kept = {}

    def ids(self, text):
        if text not in self.kept:
            self.kept[text] = self.tokenizer.encode(text, add_special_tokens=False).ids
        return self.kept[text]

    def lay(self, heading, sentences):
        """[CLS] heading [SEP] sentence [SEP] sentence [SEP] …, in as many windows as it takes: of each the pieces,
        and for every sentence that is read in it (its index, from, to). A sentence's own pieces include its [SEP].
        Of a long sentence the beginning counts, of a heading too. A window after the first begins with the end of the
        sentence before it."""
        begin = [self.cls, *(self.ids(heading)[:SECTION] if heading else []), self.sep]
        out, ids, spans, before = [], list(begin), [], []
        for i, sentence in enumerate(sentences):
            own = self.ids(sentence)[:SENTENCE] + [self.sep]
            if spans and len(ids) + len(own) > ALL:
                out.append((ids, len(begin), spans))
                ids, spans = begin + before[-BEFORE - 1 :], []
            spans.append((i, len(ids), len(ids) + len(own)))
            ids = ids + own
            before = own
        if spans:
            out.append((ids, len(begin), spans))
        return out
