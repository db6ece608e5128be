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

-- Set once a person's data was deleted; until they begin anew nothing new is kept of them.
ALTER TABLE people ADD COLUMN is_erased INTEGER NOT NULL DEFAULT 0;
-- What is deleted with it is found by its person.
CREATE INDEX quotes_of_person ON quotes (person_id);
CREATE INDEX comment_lists_of_person ON comment_lists (person_id);
CREATE INDEX buyer_answers_of_person ON buyer_answers (person_id);
CREATE INDEX tickets_of_person ON tickets (person_id);
CREATE INDEX inbox_given_up ON inbox (person_id) WHERE state = 2;
CREATE INDEX outbox_given_up ON outbox (chat_id) WHERE state = 2;
