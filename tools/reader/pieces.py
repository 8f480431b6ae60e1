"""Word pieces: which of the base's this language uses, and how a sentence with what stands around it is laid out."""

from collections import Counter

from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
# The most pieces of each part, and of all.
SENTENCE, BEFORE, SECTION, ALL = 88, 40, 14, 128


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

    def ids(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def lay(self, text, before, section):
        """[CLS] sentence [SEP] before [SEP] section [SEP]: of a long sentence the beginning, of what is before the
        end, of a heading the beginning. A part that is not there leaves its [SEP]."""
        sentence = self.ids(text)[:SENTENCE]
        earlier = self.ids(before)[-BEFORE:] if before else []
        heading = self.ids(section)[:SECTION] if section else []
        room = ALL - 4 - len(sentence) - len(heading)
        earlier = earlier[max(0, len(earlier) - room):]
        own = [self.cls, *sentence, self.sep]
        around = [*earlier, self.sep, *heading, self.sep]
        return own + around, [0] * len(own) + [1] * len(around)
