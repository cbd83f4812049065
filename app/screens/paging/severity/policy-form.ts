import { createMemo, createSignal } from "solid-js";
import type { Severity } from "../../../../worker/paging/rules/severity.ts";
import { showToast } from "../../../parts/toast.tsx";
import { api, type Result } from "../../../state/api.ts";
import { usersResource } from "../../../state/lists.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { sending } from "../../../state/sending.ts";
import type { List, SeverityPolicy } from "../../../state/wire.ts";
import { changesOf, type Rule, rebased } from "./policy-words.ts";
import type { Place } from "./rule-fields.tsx";

/** What is typed over the policy as it was read, and how it is saved: never over somebody else's change. */
export function policyForm(policy: Resource<SeverityPolicy>) {
	const [base, setBase] = createSignal<SeverityPolicy | null>(null);
	const [draft, setDraft] = createSignal<Rule[] | null>(null);
	const [wasBehind, setBehind] = createSignal(false);
	const { people, places, nameOf } = whatIsNamed();
	const known = () => base() ?? policy.value ?? null;
	const rules = () => draft() ?? known()?.items ?? [];
	const changes = createMemo(() => changesOf(known()?.items ?? [], rules(), nameOf));

	const discard = () => {
		setDraft(null);
		setBase(null);
		setBehind(false);
	};
	const saving = sending(
		() => put(rules(), known()?.version),
		(next) => {
			policy.set(next);
			discard();
			showToast("Saved");
		},
	);

	async function put(items: Rule[], version: number | undefined): Promise<Result<SeverityPolicy>> {
		const answer = await api<SeverityPolicy>("PUT", "/severity-policy", { items }, { ifMatch: version ?? 1 });
		if (answer.ok || answer.offline || answer.problem.status !== 412) return answer;
		const theirs = await api<SeverityPolicy>("GET", "/severity-policy");
		const before = known();
		if (!theirs.ok || !before) return answer;
		setDraft(rebased(before.items, items, theirs.value.items));
		setBase(theirs.value);
		policy.set(theirs.value);
		setBehind(true);
		return answer;
	}

	return {
		...{ changes, discard, people, places, saving, wasBehind },
		rule: (severity: Severity) => rules().find((rule) => rule.severity === severity),
		index: (severity: Severity) => rules().findIndex((rule) => rule.severity === severity),
		change(severity: Severity, change: Partial<Rule>) {
			setBase(known());
			setDraft(rules().map((rule) => (rule.severity === severity ? { ...rule, ...change } : rule)));
		},
	};
}

/** What a rule may name: people, and where a ticket may be filed. */
function whatIsNamed() {
	const trackers = cached<List<Place>>("/trackers?limit=200", () => api("GET", "/trackers?limit=200"));
	const webhooks = cached<List<Place & { format: string }>>("/webhooks?limit=200", () =>
		api("GET", "/webhooks?limit=200"),
	);
	const users = usersResource();
	// What opens alerts in another tool takes no tickets.
	const own = () => (webhooks.value?.items ?? []).filter(({ format }) => format === "tocsin");
	const places = (): Place[] => [...(trackers.value?.items ?? []), ...own()];
	const people = (): Place[] => users.value?.items ?? [];
	const nameOf = (id: string) => [...places(), ...people()].find((one) => one.id === id)?.name ?? id;
	return { people, places, nameOf };
}
