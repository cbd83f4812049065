import { useNavigate, useParams } from "@solidjs/router";
import { createSignal, For, Show } from "solid-js";
import { Button } from "../../../parts/button.tsx";
import { Confirm } from "../../../parts/confirm.tsx";
import { later } from "../../../parts/later.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Loaded, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { Columns, Screen, Section } from "../../../shell/screen.tsx";
import { api } from "../../../state/api.ts";
import { inUseWords } from "../../../state/in-use-words.ts";
import { policiesResource, servicesResource } from "../../../state/lists.ts";
import { mayChange } from "../../../state/may.ts";
import { teamsResource } from "../../../state/name-book.ts";
import { mayAs } from "../../../state/session.ts";
import type { Policy } from "../../../state/wire.ts";
import { allFindingsResource, findingsResource, policyResource } from "./policies-state.ts";
import { PolicyLadder } from "./policy-ladder.tsx";
import { Findings, PolicyPreviewPart } from "./policy-preview.tsx";
import { openTargetBook } from "./target-book.ts";

const PolicySheet = later(async () => ({ default: (await import("./policy-sheet.tsx")).PolicySheet }));

/** One escalation policy: whom it pages when, whom it would page now, what would let somebody down, and what uses it. */
export default function PolicyScreen() {
	const params = useParams<{ id: string }>();
	return (
		<Show when={params.id} keyed>
			{(id) => <OnePolicy id={id} />}
		</Show>
	);
}

function OnePolicy(props: { id: string }) {
	const policy = policyResource(props.id);
	const findings = findingsResource(props.id);
	const book = openTargetBook();
	const [editing, setEditing] = createSignal(false);
	const may = () => policy.value !== undefined && mayChange(policy.value.teamId ?? null);
	const saved = (next: Policy) => {
		policy.set(next);
		void findings.reload();
		void allFindingsResource().reload();
		setEditing(false);
	};
	return (
		<Screen
			title={policy.value?.name ?? "Escalation policy"}
			back="/policies"
			trail={
				<Show when={may()}>
					<Button onClick={() => setEditing(true)}>Edit</Button>
				</Show>
			}
		>
			<Loaded of={policy} also={[findings]} what="this policy" bones={<Skeleton rows={5} height={68} />}>
				{(value) => (
					<Columns
						main={
							<>
								<Section title="Levels">
									<PolicyLadder of={value()} book={book()} />
								</Section>
								<Section title="Checked for the next eight weeks">
									<Loaded quiet of={findings} what="what to fix" bones={<Skeleton rows={1} height={60} />}>
										{(found) => <Findings of={found().items} />}
									</Loaded>
								</Section>
							</>
						}
						side={
							<>
								<Show when={mayAs("responder")}>
									<PolicyPreviewPart draft={value()} policyId={value().id} withoutFindings />
								</Show>
								<UsedBy policy={value()} />
								<Show when={may()}>
									<RemovePolicy value={value()} />
								</Show>
							</>
						}
					/>
				)}
			</Loaded>
			<Show when={editing() && policy.value}>
				{(value) => <PolicySheet saved={value()} onClose={() => setEditing(false)} onSaved={saved} />}
			</Show>
		</Screen>
	);
}

function UsedBy(props: { policy: Policy }) {
	const services = servicesResource();
	const using = () =>
		(services.value?.items ?? [])
			.filter(({ escalationPolicyId }) => escalationPolicyId === props.policy.id)
			.toSorted((a, b) => a.name.localeCompare(b.name));
	const team = () => teamsResource().value?.items.find(({ id }) => id === props.policy.teamId)?.name;
	return (
		<Section title="Used by">
			<Loaded quiet of={services} what="services" bones={<Skeleton rows={2} height={60} />}>
				{() => (
					<Show when={using().length > 0} fallback={<p class="sub">No service uses this policy.</p>}>
						<Rows label="Services">
							<For each={using()}>
								{(service) => (
									<Row title={service.name} sub={service.defaultSeverity} href={`/services/${service.id}`} />
								)}
							</For>
						</Rows>
					</Show>
				)}
			</Loaded>
			<p class="dim">
				{team() ? `The ${team()} team and admins can change this.` : "Every responder can change this."}
			</p>
		</Section>
	);
}

function RemovePolicy(props: { value: Policy }) {
	const navigate = useNavigate();
	const [removing, setRemoving] = createSignal(false);
	return (
		<Section title="Delete policy">
			<Button kind="danger" wide onClick={() => setRemoving(true)}>
				Delete policy…
			</Button>
			<Confirm
				open={removing()}
				title={`Delete ${props.value.name}?`}
				act="Delete policy"
				words={inUseWords}
				onConfirm={() => api("DELETE", `/escalation-policies/${props.value.id}`)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					void policiesResource().reload();
					showToast(`${props.value.name} deleted`);
					navigate("/policies", { replace: true });
				}}
			>
				Only a policy that no service uses can be deleted.
			</Confirm>
		</Section>
	);
}
