import { For, Show } from "solid-js";
import { Badge } from "../../../parts/badge.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { ListScreen } from "../../../shell/list-screen.tsx";
import { policiesResource, servicesResource } from "../../../state/lists.ts";
import { mayAs } from "../../../state/session.ts";
import type { Policy } from "../../../state/wire.ts";
import { allFindingsResource } from "./policies-state.ts";
import { countWords, ladderWords, usedWords } from "./policy-words.ts";
import { openTargetBook } from "./target-book.ts";

const PolicySheet = later(async () => ({ default: (await import("./policy-sheet.tsx")).PolicySheet }));

/** Whom services page, in which order, and which of the policies would let somebody down. */
export default function PoliciesScreen() {
	const policies = policiesResource();
	const findings = allFindingsResource();
	const services = servicesResource();
	const book = openTargetBook();
	const using = (id: string) =>
		(services.value?.items ?? []).filter(({ escalationPolicyId }) => escalationPolicyId === id);
	const wrong = (id: string) =>
		countWords(findings.value?.items.find(({ policyId }) => policyId === id)?.findings ?? []);
	const row = (policy: Policy) => (
		<Row
			title={policy.name}
			sub={
				<>
					{ladderWords(policy, book())}
					<Show when={services.value}>
						<br />
						{usedWords(using(policy.id))}
					</Show>
				</>
			}
			trail={<Show when={wrong(policy.id)}>{(words) => <Badge shape="degraded">{words()}</Badge>}</Show>}
			href={`/policies/${policy.id}`}
		/>
	);
	return (
		<ListScreen
			title="Escalation policies"
			of={policies}
			path="/escalation-policies"
			adds="responder"
			empty={{
				title: "No escalation policies yet",
				words: mayAs("responder")
					? "A policy says who is paged first, and who is next if no one acknowledges."
					: "Ask a responder to add one. It says who is paged first, and who is next if no one acknowledges.",
			}}
			add={(onClose) => (
				<PolicySheet
					saved={null}
					onClose={onClose}
					onSaved={() => {
						void findings.reload();
						onClose();
					}}
				/>
			)}
		>
			{(items) => (
				<Rows label="Escalation policies">
					<For each={items().toSorted((a, b) => a.name.localeCompare(b.name))}>{row}</For>
				</Rows>
			)}
		</ListScreen>
	);
}
