-- What people will want first, over the published tables. Each statement stands alone.

CREATE VIEW records AS
SELECT 'transfers' AS table_name, transfer_id AS record_id, item AS label, date_start, date_end, factuality, sino_russian FROM transfers
UNION ALL
SELECT 'exercises', exercise_id, name, date_start, date_end, factuality, sino_russian FROM exercises
UNION ALL
SELECT 'agreements', agreement_id, title, date_start, date_end, factuality, sino_russian FROM agreements
UNION ALL
SELECT 'quotes', quote_id, speaker, date_start, date_end, NULL, sino_russian FROM quotes;

COMMENT ON VIEW records IS 'Every record of the four tables: what it is called, when it was.';

CREATE VIEW passages AS
SELECT r.table_name, r.record_id, r.label, s.title AS source, s.published_date, m.paragraph, m.passage_url,
       m.source_id, m.char_start, m.char_end, m.method
FROM mentions m
JOIN records r USING (table_name, record_id)
JOIN sources s USING (source_id)
WHERE m.accepted
ORDER BY r.table_name, r.record_id, m.source_id, m.char_start;

COMMENT ON VIEW passages IS 'Each record beside the passages that support it, with a link that highlights the passage.';

CREATE VIEW exercise_timeline AS
SELECT date_start, date_end, date, name, kind, participants, location, personnel, status, factuality, exercise_id
FROM exercises
ORDER BY date_start NULLS LAST, date_end NULLS LAST, exercise_id;

COMMENT ON VIEW exercise_timeline IS 'Exercises in the order of time; those with no date stated come last.';

CREATE VIEW by_source AS
SELECT s.source_id, s.title, s.published_date,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'transfers') AS transfers,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'exercises') AS exercises,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'agreements') AS agreements,
       count(DISTINCT m.record_id) FILTER (m.table_name = 'quotes') AS quotes,
       count(m.mention_id) AS mentions,
       (SELECT count(*) FROM issues i WHERE i.source_id = s.source_id) AS issues
FROM sources s
LEFT JOIN mentions m ON m.source_id = s.source_id AND m.accepted
GROUP BY ALL
ORDER BY s.source_id;

COMMENT ON VIEW by_source IS 'How many records each source states, and how many passages gave none.';

CREATE VIEW disagreements AS
SELECT r.table_name, r.record_id, r.label, c.field, c.value, c.chosen, c.source_id, m.passage_url
FROM claims c
JOIN mentions m USING (mention_id)
JOIN records r ON r.table_name = c.table_name AND r.record_id = c.record_id
JOIN (
    SELECT 'transfers' AS table_name, transfer_id AS record_id, unnest(conflicting_fields) AS field FROM transfers
    UNION ALL
    SELECT 'exercises', exercise_id, unnest(conflicting_fields) FROM exercises
    UNION ALL
    SELECT 'agreements', agreement_id, unnest(conflicting_fields) FROM agreements
    UNION ALL
    SELECT 'quotes', quote_id, unnest(conflicting_fields) FROM quotes
) f ON f.table_name = c.table_name AND f.record_id = c.record_id AND f.field = c.field
ORDER BY r.table_name, r.record_id, c.field, c.chosen DESC, c.source_id, c.claim_id;

COMMENT ON VIEW disagreements IS 'Every value that was stated for a field on which the sources disagree, the one that the record took first.';
