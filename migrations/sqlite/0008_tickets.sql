-- Questions of customers, what was said in them, and which messages of which chats show them.
-- Times are unix milliseconds.

CREATE TABLE tickets (
    ticket_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    -- 0 when it is about no order
    order_id INTEGER NOT NULL DEFAULT 0,
    is_open INTEGER NOT NULL DEFAULT 1,
    -- since when the customer waits for an answer; 0 when the last word is the shop's
    waiting_ms INTEGER NOT NULL DEFAULT 0,
    spoken_ms INTEGER NOT NULL DEFAULT 0,
    -- when the owners were last reminded that the customer waits
    reminded_ms INTEGER NOT NULL DEFAULT 0,
    message_count INTEGER NOT NULL DEFAULT 0,
    opened_ms INTEGER NOT NULL,
    closed_ms INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX tickets_open_of_person ON tickets (person_id, ticket_id) WHERE is_open = 1;
CREATE INDEX tickets_waiting ON tickets (waiting_ms, ticket_id) WHERE is_open = 1;
CREATE INDEX tickets_answered ON tickets (spoken_ms) WHERE is_open = 1 AND waiting_ms = 0;
CREATE INDEX tickets_closed ON tickets (closed_ms) WHERE is_open = 0;

CREATE TABLE ticket_messages (
    line_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id),
    author_id INTEGER NOT NULL,
    is_answer INTEGER NOT NULL,
    text TEXT NOT NULL,
    created_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX ticket_messages_by_ticket ON ticket_messages (ticket_id, line_id);
-- How much a person has written lately.
CREATE INDEX ticket_messages_by_author ON ticket_messages (author_id, created_ms)
    WHERE is_answer = 0;

-- A message of the bot that a reply may be made to.
CREATE TABLE ticket_posts (
    screen_id INTEGER PRIMARY KEY NOT NULL,
    ticket_id INTEGER NOT NULL REFERENCES tickets (ticket_id),
    chat_id INTEGER NOT NULL,
    -- 1: in a chat of the owners, 0: in the customer's
    is_desk INTEGER NOT NULL,
    -- 0 until Telegram has told the number of the message
    message_id INTEGER NOT NULL DEFAULT 0,
    -- the admin who reads of it when the customer cannot be reached; 0 for none or done
    answered_by INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX ticket_posts_by_message ON ticket_posts (chat_id, message_id) WHERE message_id <> 0;
CREATE INDEX ticket_posts_by_ticket ON ticket_posts (ticket_id, chat_id, screen_id);
CREATE INDEX ticket_posts_unsent ON ticket_posts (screen_id)
    WHERE message_id = 0 AND answered_by <> 0;
