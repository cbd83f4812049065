import { createEffect, createSignal, For, on, onCleanup, Show } from "solid-js";
import { SEVERITIES } from "../../../../worker/paging/rules/severity.ts";
import { Segmented, SelectField } from "../../../parts/field.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Shape } from "../../../parts/shape.tsx";
import { Notice, Skeleton } from "../../../parts/states.tsx";
import { type Failure, failureWords } from "../../../state/api.ts";
import { servicesResource } from "../../../state/lists.ts";
import { EscalationView } from "../../services/escalation-part.tsx";
import { type Failing, previewPolicy } from "./policies-state.ts";
import { isWhole, type PolicyDraft } from "./policy-draft.ts";
import { findingShape, findingWords } from "./policy-words.ts";
import type { Finding, PolicyPreview } from "./wire.ts";

/** Whoever types is not asked about each letter. */
const PAUSE_MS = 250;
const NO_SERVICE = "";
const SEVERITY_TABS = SEVERITIES.map((value) => ({ value, name: value }));

interface PreviewProps {
	draft: Pick<PolicyDraft, "levels" | "repeat">;
	/** The saved policy, whose services come first. */
	policyId: string | null;
	/** Beside the findings of the policy as it is saved. */
	withoutFindings?: boolean;
}

/** Who would be paged now, by this draft: the server's own rules. Nothing is sent. */
export function PolicyPreviewPart(props: PreviewProps) {
	const services = servicesResource();
	const own = () =>
		(services.value?.items ?? [])
			.filter(({ escalationPolicyId }) => escalationPolicyId === props.policyId)
			.toSorted((a, b) => a.name.localeCompare(b.name));
	const [chosen, setChosen] = createSignal<string | null>(null);
	const [severity, setSeverity] = createSignal<Failing["severity"]>("P1");
	const serviceId = () => chosen() ?? own()[0]?.id ?? NO_SERVICE;
	const failing = (): Failing => ({ serviceId: serviceId() || null, severity: severity() });
	const { preview, failure } = previewing(props, failing);
	return (
		<section class="stack" aria-label="Who would be paged now">
			<h3 class="strong">Who would be paged now</h3>
			<Segmented label="Severity" options={SEVERITY_TABS} value={severity()} onValue={setSeverity} />
			<Show when={own().length > 0}>
				<SelectField
					label="Service"
					options={own().map(({ id, name }) => ({ value: id, name }))}
					value={serviceId()}
					onValue={setChosen}
				/>
			</Show>
			<Show
				when={isWhole(props.draft.levels)}
				fallback={<p class="sub">Each level needs someone to page.</p>}
			>
				<Show when={failure()}>{(why) => <Notice>No preview. {failureWords(why())}</Notice>}</Show>
				<Show when={preview()} fallback={<Skeleton rows={2} height={84} label="Working out the preview" />}>
					{(it) => (
						<>
							<EscalationView of={it()} />
							<Show when={!props.withoutFindings}>
								<Findings of={it().findings} />
							</Show>
						</>
					)}
				</Show>
			</Show>
		</section>
	);
}

/** What would let somebody down, the worst first. */
export function Findings(props: { of: readonly Finding[] }) {
	return (
		<Show
			when={props.of.length > 0}
			fallback={
				<p class="sub line">
					<Shape of="well" />A second person is paged in time, at any hour of the next eight weeks.
				</p>
			}
		>
			<Rows label="Things to fix">
				<For each={props.of}>
					{(finding) => <Row lead={<Shape of={findingShape(finding)} />} title={findingWords(finding)} />}
				</For>
			</Rows>
		</Show>
	);
}

function previewing(props: PreviewProps, failing: () => Failing) {
	const [preview, setPreview] = createSignal<PolicyPreview>();
	const [failure, setFailure] = createSignal<Failure | null>(null);
	let asked = 0;
	const ask = async (which: number) => {
		const answer = await previewPolicy(props.draft, failing());
		// Something later has been asked about meanwhile.
		if (which !== asked) return;
		setFailure(answer.ok ? null : answer);
		if (answer.ok) setPreview(answer.value);
	};
	createEffect(
		on(
			() => JSON.stringify([props.draft.levels, props.draft.repeat, failing()]),
			(_, before) => {
				const which = ++asked;
				if (!isWhole(props.draft.levels)) return;
				const timer = setTimeout(() => void ask(which), before === undefined ? 0 : PAUSE_MS);
				onCleanup(() => clearTimeout(timer));
			},
		),
	);
	return { preview, failure };
}
