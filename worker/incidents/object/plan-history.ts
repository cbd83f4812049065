import { PAGING_PLAN, type PagingPlan } from "../../paging/rules/paging-plan.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { PlanThen } from "../rules/replay.ts";

/** More changes of people and schedules than any incident sees; then the oldest is forgotten. */
const MOST_PLANS = 100;

interface Row extends Record<string, SqlStorageValue> {
	name: string;
	value: string;
}

const PREFIX = "plan-then/";
const KEPT = `SELECT name, value FROM facts WHERE name >= '${PREFIX}' AND name < 'plan-then0' ORDER BY name`;

/**
 * What the incident paged by, and since when, so that a replay says of the next page what was true then. Rows of `facts`,
 * which must be there; without addresses and secrets, which nobody needs to know afterwards.
 */
export class PlanHistory {
	/** What was kept last, to keep nothing twice; undefined before it was read. */
	private last: string | null | undefined;

	constructor(private readonly sql: SqlStorage) {}

	/** Keeps the plan unless it is the one that is kept already. Call it in the transaction that takes the plan. */
	keep(plan: PagingPlan, at: Instant): void {
		const text = PAGING_PLAN.toText(withoutSecrets(plan));
		this.last ??= this.rows().at(-1)?.value ?? null;
		if (this.last !== null && planIn(this.last) === text) return;
		const value = JSON.stringify({ seq: this.lastSeq(), at, plan: text });
		const names = this.rows().map(({ name }) => name);
		const number = Number(names.at(-1)?.slice(PREFIX.length) ?? 0) + 1;
		this.sql.exec("INSERT INTO facts (name, value) VALUES (?, ?)", nameOf(number), value);
		const oldest = names.length >= MOST_PLANS ? names[0] : undefined;
		if (oldest) this.sql.exec("DELETE FROM facts WHERE name = ?", oldest);
		this.last = value;
	}

	/** What was kept in memory may not have been committed. */
	doubt(): void {
		this.last = undefined;
	}

	/** Oldest first. One that a newer version of the code wrote is left out: nothing is said of the next page then. */
	plans(): PlanThen[] {
		return this.rows().flatMap(({ value }) => {
			const { seq, at, plan } = JSON.parse(value) as { seq: number; at: number; plan: string };
			const read = PAGING_PLAN.fromText(plan);
			return read.isNewer ? [] : [{ seq, at, plan: read.value }];
		});
	}

	private rows(): Row[] {
		return this.sql.exec<Row>(KEPT).toArray();
	}

	private lastSeq(): number {
		return this.sql.exec<{ seq: number | null }>("SELECT max(seq) AS seq FROM events").one().seq ?? 0;
	}
}

const nameOf = (number: number): string => PREFIX + String(number).padStart(9, "0");

const planIn = (value: string): string => (JSON.parse(value) as { plan: string }).plan;

/** When it was read says nothing about it. */
function withoutSecrets(plan: PagingPlan): PagingPlan {
	return {
		...plan,
		people: plan.people.map((person) => ({
			...person,
			methods: person.methods.map((method) => ({ ...method, address: "" })),
		})),
		webhooks: plan.webhooks.map(({ id }) => ({ id, url: "", secret: "" })),
		readAt: 0,
	};
}
