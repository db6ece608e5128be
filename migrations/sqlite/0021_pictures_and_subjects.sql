-- What draws the picture or file of a call, and what its text is rendered from at the moment of
-- sending; empty for none.
ALTER TABLE outbox ADD COLUMN attachment TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN text_of TEXT NOT NULL DEFAULT '';
-- What the screen must still show for the call to be made; empty where that does not matter.
ALTER TABLE outbox ADD COLUMN subject TEXT NOT NULL DEFAULT '';

-- 0 text, 1 a picture or file with a caption
ALTER TABLE screens ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
-- What it shows, where somebody else than its owner may change it; empty for anything else.
ALTER TABLE screens ADD COLUMN subject TEXT NOT NULL DEFAULT '';
CREATE INDEX screens_by_subject ON screens (subject, screen_id) WHERE subject <> '';
