const LED = `SELECT id, view ->> '$.lead.id' AS leadId FROM incidents
WHERE state IN ('triggered', 'acknowledged') AND severity IN ('P1', 'P2')
AND view ->> '$.lead.id' IN (SELECT value FROM json_each(?1)) AND view ->> '$.handoverSuggestion' IS NULL`;

/** Open incidents of P1 and P2 that one of these people leads, without those that ask already. Uses incidents_by_state. */
export async function incidentsLedBy(
	d1: D1Database,
	userIds: string[],
): Promise<{ id: string; leadId: string }[]> {
	const { results } = await d1
		.prepare(LED)
		.bind(JSON.stringify(userIds))
		.all<{ id: string; leadId: string }>();
	return results;
}
