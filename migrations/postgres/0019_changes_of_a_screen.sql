-- Whether a newer change of a screen waits is asked before one that was held up is sent.
CREATE INDEX outbox_by_screen ON outbox (screen_id, outbox_id) WHERE state = 0 AND screen_id <> 0;
