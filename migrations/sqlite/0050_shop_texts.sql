-- The owners' own terms, privacy note and help with payments, in place of those that ship.
CREATE TABLE shop_texts (
    -- terms, privacy or paysupport.
    kind TEXT NOT NULL,
    lang TEXT NOT NULL,
    text TEXT NOT NULL,
    changed_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, lang)
) STRICT, WITHOUT ROWID;

-- Questions that are asked often, with the owners' answers.
CREATE TABLE faq (
    faq_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    lang TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    written_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX faq_by_lang ON faq (lang, faq_id);

-- Telegram's name of a picture that was sent with what was said, or empty.
ALTER TABLE ticket_messages ADD COLUMN photo TEXT NOT NULL DEFAULT '';
