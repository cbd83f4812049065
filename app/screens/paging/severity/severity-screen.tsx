import { createSignal, For, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../../worker/paging/rules/severity.ts";
import { SeverityPill } from "../../../parts/badge.tsx";
import { Button } from "../../../parts/button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Empty, Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { Screen } from "../../../shell/screen.tsx";
import { wideEnough } from "../../../shell/wide.ts";
import { severityPolicyResource } from "../../../state/lists.ts";
import { mayAs } from "../../../state/session.ts";
import { policyForm } from "./policy-form.ts";
import { RuleFields } from "./rule-fields.tsx";

const TABS = SEVERITIES.map((value) => ({ value, name: value }));

/** What each severity means: one table, which admins edit. */
export default function SeverityScreen() {
	return (
		<Show when={mayAs("admin")} fallback={<AdminsOnly />}>
			<PolicyTable />
		</Show>
	);
}

function AdminsOnly() {
	return (
		<Screen title="Severities">
			<Empty title="For admins">Only admins change what severities mean. Ask one of them.</Empty>
		</Screen>
	);
}

function PolicyTable() {
	const policy = severityPolicyResource();
	const form = policyForm(policy);
	const [shown, setShown] = createSignal<Severity>("P1");
	const [looking, setLooking] = createSignal(false);
	const isWide = wideEnough();
	return (
		<Screen
			title="Severities"
			wide
			dock={
				<Show when={form.changes().length > 0}>
					<Button kind="primary" wide onClick={() => setLooking(true)}>
						Review {form.changes().length === 1 ? "1 change" : `${form.changes().length} changes`}
					</Button>
				</Show>
			}
		>
			<Loaded of={policy} what="the severities" bones={<Skeleton rows={8} height={70} />}>
				{() => (
					<>
						<Show when={!isWide()}>
							<Segmented label="Severity" options={TABS} value={shown()} onValue={setShown} />
						</Show>
						<form class="abreast" onSubmit={(event) => event.preventDefault()}>
							<For each={isWide() ? SEVERITIES : [shown()]}>
								{(severity) => <Column of={severity} form={form} />}
							</For>
						</form>
						<Show when={form.wasBehind()}>
							<Notice plain>Someone else changed this meanwhile. Your changes stand on top of theirs.</Notice>
						</Show>
					</>
				)}
			</Loaded>
			<Show when={looking()}>
				<Changes form={form} onClose={() => setLooking(false)} />
			</Show>
		</Screen>
	);
}

/** What one severity means. */
function Column(props: { of: Severity; form: ReturnType<typeof policyForm> }) {
	return (
		<section class="card" aria-label={props.of}>
			<div class="line">
				<SeverityPill of={props.of} />
			</div>
			<Show when={props.form.rule(props.of)}>
				{(rule) => (
					<RuleFields
						rule={rule()}
						index={props.form.index(props.of)}
						places={props.form.places()}
						people={props.form.people()}
						sending={props.form.saving}
						onChange={(change) => props.form.change(props.of, change)}
					/>
				)}
			</Show>
		</section>
	);
}

/** What would be another, before it is. */
function Changes(props: { form: ReturnType<typeof policyForm>; onClose(): void }) {
	const save = async () => {
		await props.form.saving.send();
		if (props.form.changes().length === 0) props.onClose();
	};
	const discard = () => {
		props.form.discard();
		props.onClose();
	};
	return (
		<Sheet
			open
			title="What changes"
			onClose={props.onClose}
			acts={
				<>
					<Button
						kind="primary"
						wide
						busy={props.form.saving.busy() && "Saving…"}
						onClick={() => void save()}
					>
						Save changes
					</Button>
					<Button kind="quiet" wide onClick={discard}>
						Discard
					</Button>
				</>
			}
		>
			<Rows label="Changes">
				<For each={props.form.changes()}>
					{({ severity, text }) => <Row lead={<SeverityPill of={severity} />} title={text} />}
				</For>
			</Rows>
			<p class="dim">Open incidents take this up when they are paged for next. No one is paged by saving.</p>
			<Show when={props.form.wasBehind()}>
				<Notice>Someone else changed this meanwhile. Look at what is left to change, then save again.</Notice>
			</Show>
			<Show when={props.form.saving.error()}>{(words) => <Notice>{words()}</Notice>}</Show>
		</Sheet>
	);
}
