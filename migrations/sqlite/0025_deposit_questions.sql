-- What a customer showed to prove that they paid by hand; the newest counts.
CREATE TABLE deposit_proofs (
    proof_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    deposit_id INTEGER NOT NULL REFERENCES deposits (deposit_id),
    words TEXT NOT NULL,
    -- Telegram's name of the picture or file, or empty.
    file_id TEXT NOT NULL DEFAULT '',
    -- photo or document; empty without a file.
    file_kind TEXT NOT NULL DEFAULT '',
    shown_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX deposit_proofs_by_deposit ON deposit_proofs (deposit_id, proof_id);

-- Somebody asks where a payment is; a worker looks on the networks.
CREATE TABLE deposit_questions (
    question_id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    person_id INTEGER NOT NULL REFERENCES people (person_id),
    -- 0x and 64 hexadecimal digits.
    tx TEXT NOT NULL,
    -- person, staff (about anybody's payment), shop (nobody is answered).
    asker TEXT NOT NULL,
    is_answered INTEGER NOT NULL DEFAULT 0 CHECK (is_answered IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    lease_until_ms INTEGER NOT NULL DEFAULT 0,
    asked_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX deposit_questions_waiting ON deposit_questions (question_id) WHERE is_answered = 0;
CREATE INDEX deposit_questions_by_person ON deposit_questions (person_id, asked_ms);

CREATE INDEX deposits_by_tx ON deposits (tx) WHERE tx <> '';
CREATE INDEX deposit_requests_by_invoice ON deposit_requests (invoice_id)
    WHERE invoice_id <> 0;
CREATE INDEX deposits_by_state ON deposits (state, deposit_id);
CREATE INDEX deposits_by_request ON deposits (request_id) WHERE request_id <> 0;
CREATE INDEX deposits_waiting ON deposits (gateway, state, deposit_id)
    WHERE state IN ('confirming', 'orphaned');
-- A transaction that was shown by hand counts once.
CREATE UNIQUE INDEX deposits_by_hand ON deposits (tx)
    WHERE gateway = 'manual' AND tx <> '' AND state <> 'ignored';
CREATE INDEX deposit_requests_overdue ON deposit_requests (expires_ms)
    WHERE state IN ('asked', 'open');
CREATE INDEX deposit_addresses_by_address ON deposit_addresses (address);

-- Ways in for money that owners have switched off.
CREATE TABLE gateway_switches (
    gateway TEXT PRIMARY KEY NOT NULL,
    switched_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
