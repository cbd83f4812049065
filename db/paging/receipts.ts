/** When a page arrived at a device, and how long it had taken from its first request; null when that is not known. */
export interface Receipt {
	methodId: string;
	at: number;
	tookMs: number | null;
}

/** Keeps the newest receipt of a device; an older one told late changes nothing. */
const NOTE = `
UPDATE contact_methods SET last_receipt_at = ?2, last_receipt_ms = ?3,
	receipt_hours = receipt_hours | (1 << ((?2 / 3600000) % 24))
WHERE id = ?1 AND (last_receipt_at IS NULL OR last_receipt_at < ?2)`;

/** Notes a receipt, alone or in a batch with others. */
export function receiptStatement(d1: D1Database, { methodId, at, tookMs }: Receipt): D1PreparedStatement {
	return d1.prepare(NOTE).bind(methodId, at, tookMs);
}
