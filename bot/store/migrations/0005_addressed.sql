-- Replies whose address is kept although they are settled: few, and found without reading all rows.
CREATE INDEX message_addressed ON message (expires_at)
    WHERE address IS NOT NULL AND fate <> 'waiting';
