-- Messages leave by lane: 0 replies, 1 pushes, 2 bulk, 3 tidying.
ALTER TABLE outbox RENAME COLUMN class TO lane;

-- Bulk is looked for apart, since it is taken up page by page.
DROP INDEX outbox_waiting;
CREATE INDEX outbox_waiting ON outbox (lane, lease_until_ms, outbox_id) WHERE state = 0;

-- The outbox row that a screen showed last, as far as was written down: nothing older may follow.
ALTER TABLE screens ADD COLUMN generation BIGINT NOT NULL DEFAULT 0;

-- People whose messages were kept and who were taken for returned without them.
UPDATE people SET is_blocked = 1
WHERE is_blocked = 0 AND person_id IN (SELECT chat_id FROM outbox WHERE state = 4);
