-- Owners who wait for a comparison of a provider's balance with what its orders have cost.
CREATE TABLE reconciliation_requests (
    provider TEXT NOT NULL,
    admin_id BIGINT NOT NULL,
    asked_ms BIGINT NOT NULL,
    PRIMARY KEY (provider, admin_id)
);
