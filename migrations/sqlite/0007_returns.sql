-- When a person last said /start: what Telegram refused before that is no news of them any more.

ALTER TABLE people ADD COLUMN returned_ms INTEGER NOT NULL DEFAULT 0;
