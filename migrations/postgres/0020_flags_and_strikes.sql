-- What holds until it is over: admins-unreachable, admin-chat-lost.
CREATE TABLE flags (
    name TEXT PRIMARY KEY NOT NULL,
    since_ms BIGINT NOT NULL
);

-- How often in a row a provider has answered no question about orders.
ALTER TABLE providers ADD COLUMN status_strikes BIGINT NOT NULL DEFAULT 0;

-- Both stood among the alerts, which only say when admins were told of something.
INSERT INTO flags (name, since_ms)
    SELECT key, told_ms FROM alerts WHERE key IN ('admins-unreachable', 'admin-chat-lost');
UPDATE providers SET status_strikes = COALESCE((SELECT count FROM alerts
    WHERE key = 'provider:' || providers.name || ':status_strikes'), 0);
DELETE FROM alerts WHERE key IN ('admins-unreachable', 'admin-chat-lost')
    OR key LIKE 'provider:%:status\_strikes' ESCAPE '\';
