import type { Acts } from "../acts.ts";
import { ADMIN, type World } from "../world.ts";
import type { Witness } from "./witness.ts";

/** What must be true when the night is over and everything has come to rest. */
export async function finalLook(world: World, witness: Witness, acts: Acts): Promise<void> {
	await tellsOfAll(world, witness, acts);
}

/** Every accepted alert and declaration is in a timeline and in the database, whatever became of its incident. */
export async function tellsOfAll(world: World, witness: Witness, acts: Acts): Promise<void> {
	await projected(world, witness);
	await alertsKept(world, witness, acts);
	for (const id of acts.declared)
		if (!witness.incidents.has(id))
			witness.accuse("noAlertLost", `declaration ${id} was answered and is not there`);
}

/** What is on its way to the database gets a few seconds more, in which the incident may go on. */
async function projected(world: World, witness: Witness): Promise<void> {
	for (const record of witness.incidents.values()) {
		if (record.source.kind === "test" || witness.now() < witness.mercyUntil) continue;
		for (let i = 0; i < 25 && projectedSeq(world, record.id) !== witness.read(record.id).seq; i++)
			await soon(world);
		const [row] = world.edge.database.peek("SELECT state, severity, last_seq FROM incidents WHERE id = ?", [
			record.id,
		]);
		const told = { state: record.state, severity: record.severity, last_seq: record.seq };
		if (JSON.stringify(row) !== JSON.stringify(told))
			witness.accuse("projection", `${record.id}: ${JSON.stringify(row)}, not ${JSON.stringify(told)}`);
		const [events] = world.edge.database.peek(
			"SELECT count(*) AS n FROM incident_events WHERE incident_id = ?",
			[record.id],
		);
		if (events?.n !== record.seq)
			witness.accuse("projection", `${record.id}: ${events?.n} events, not ${record.seq}`);
	}
}

function projectedSeq(world: World, id: string): unknown {
	return world.edge.database.peek("SELECT last_seq FROM incidents WHERE id = ?", [id])[0]?.last_seq;
}

function soon(world: World): Promise<void> {
	return new Promise((resolve) => void world.edge.clock.plan(200, "a last look", resolve));
}

interface Key {
	dedupKey: string;
	incidentId: string;
	state: "firing" | "resolved";
	received: number;
}

async function alertsKept(world: World, witness: Witness, acts: Acts): Promise<void> {
	// Tools go on while the question is on its way: what is taken after it was asked is not in the answer.
	const accepted = [...acts.accepted];
	const said = new Map(acts.lastSaid);
	if (accepted.length === 0) return;
	const answer = await world.edge.http(
		"GET",
		`/api/v1/services/${world.ids.service}/alert-keys`,
		undefined,
		ADMIN,
	);
	const keys = (answer.body as { items?: Key[] }).items ?? [];
	for (const [dedupKey, times] of accepted) {
		const key = keys.find((each) => each.dedupKey === dedupKey);
		if (!key || key.received < times) {
			witness.accuse("noAlertLost", `${dedupKey}: ${times} taken, ${key?.received ?? 0} kept`);
			continue;
		}
		const record = witness.incidents.get(key.incidentId);
		if (!record?.alertKeys.has(dedupKey)) witness.accuse("noAlertLost", `${dedupKey} is in no timeline`);
		const isOn = said.get(dedupKey) === "trigger";
		if (isOn && record?.state === "resolved" && record.resolvedBy === "merge")
			witness.accuse("keysFollow", `${dedupKey} is on, and belongs to an incident that was merged`);
		if (isOn && record?.state === "resolved" && record.resolvedBy === "integration")
			witness.accuse("noAlertLost", `${dedupKey} is on, and its incident was resolved by its tool`);
	}
}
