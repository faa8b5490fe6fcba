/** An issue of the feed ?1 for each of its terms whose broader terms led back to it, in the columns of the feed's other issues. */
export const TERM_CYCLES = `SELECT (1 << 41) + c.rowid, t.code, 'taxonomy_term', 'TERM_CYCLE', 'WARNING', 'parent',
    'This term stands under one that stands under it; the link that closes the circle is left out.', t.name || ' under ' || p.name
  FROM term_cut c JOIN term_feed f ON f.tid = c.tid AND f.fid = ?1 JOIN term t ON t.tid = c.tid JOIN term p ON p.tid = c.parent`
