import { createSignal, type JSX, onMount, Show } from "solid-js";
import { FINDINGS, type Finding } from "../../../../worker/incidents/rules/triage.ts";
import { Button } from "../../../parts/button.tsx";
import { Segmented } from "../../../parts/field.tsx";
import PhoneLink from "../../../parts/phone-link.tsx";
import { Row, Rows } from "../../../parts/row.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { api } from "../../../state/api.ts";
import { servicesResource } from "../../../state/name-book.ts";
import { cached, type Resource } from "../../../state/resource.ts";
import { me } from "../../../state/session.ts";
import type { Incident, Monitor } from "../../../state/wire.ts";
import { numberWords } from "../../../state/words.ts";
import type { Context } from "../context/wire.ts";
import type { Verb } from "../incident/answers.ts";
import type { ActProps } from "../incident/sheet-props.ts";
import { suggestionFor } from "./impact.ts";
import { SeverityPart } from "./severity-part.tsx";
import "./triage.css";

const FINDING_WORDS: Record<Finding, string> = { real: "Real", noise: "Noise", unsure: "Not sure" };
const FINDING_HINTS: Record<Finding, string> = {
	real: "Counts as a real problem when it is resolved.",
	noise: "Counts as noise when it is resolved. Resolve it to stop it.",
	unsure: "You can answer later.",
};

type Answer = "yes" | "no";

/**
 * What to find out first. Each answer is sent by its own tap and is a fact on the timeline; none has to be given, and
 * none is shown before the server has it. Taps that come while one is under way are sent after it.
 */
export default function TriageSheet(props: ActProps) {
	const services = servicesResource();
	onMount(() => void services.read());
	const monitor = monitorOf(props.incident);
	const context = contextOf(props.incident);
	const [waiting, setWaiting] = createSignal<Verb[]>([]);
	let last: Promise<unknown> = Promise.resolve();
	const send = (verb: Verb, body: object): Promise<boolean> => {
		setWaiting((all) => [...all, verb]);
		const sent = last.then(() => props.commands.run(verb, body));
		last = sent.then(() => setWaiting((all) => all.slice(1)));
		return sent;
	};
	const finding = () => props.incident.triage?.finding ?? null;
	const affected = (): Answer | null => {
		const known = props.incident.triage?.customersAffected ?? null;
		return known === null ? null : known ? "yes" : "no";
	};
	return (
		<Sheet open title={`Triage ${numberWords(props.incident)}`} onClose={props.onClose}>
			<p class="sub">Answer what you know. Each answer is on the timeline.</p>
			<Question title="Is it real?" hint={finding() ? FINDING_HINTS[finding() as Finding] : ""}>
				<Segmented
					label="Is it real?"
					options={FINDINGS.map((value) => ({ value, name: FINDING_WORDS[value] }))}
					value={finding()}
					onValue={(value) => void send("triage", { finding: value })}
				/>
			</Question>
			<Question title="Are customers affected?" hint={customersHint(props, affected())}>
				<Segmented
					label="Are customers affected?"
					options={[
						{ value: "yes", name: "Yes" },
						{ value: "no", name: "No" },
					]}
					value={affected()}
					onValue={(value) => void send("triage", { customersAffected: value === "yes" })}
				/>
			</Question>
			<Refused {...props} verb="triage" />
			<SeverityPart
				incident={props.incident}
				suggestion={suggestionFor(
					props.incident,
					props.events,
					services.value?.items ?? [],
					monitor?.value?.regions.length ?? 0,
					context.value?.reports?.count,
				)}
				busy={waiting().includes("severity")}
				onChange={(severity, reason) => void send("severity", { severity, reason })}
			/>
			<Refused {...props} verb="severity" />
			<LeadPart {...props} busy={waiting().includes("role")} onTake={(body) => void send("role", body)} />
			<Refused {...props} verb="role" />
			<Further {...props} />
		</Sheet>
	);
}

/** Null where none found it. */
function monitorOf({ source }: Incident): Resource<Monitor> | null {
	if (source.kind !== "monitor") return null;
	const path = `/monitors/${source.id}` as const;
	return cached<Monitor>(path, () => api("GET", path));
}

/** How many customers say that they are affected. */
function contextOf({ id }: Incident): Resource<Context> {
	const path = `/incidents/${id}/context` as const;
	return cached<Context>(path, () => api("GET", path));
}

function customersHint({ incident }: ActProps, affected: Answer | null): string {
	if (affected !== "yes") return "";
	return incident.publicClosing
		? "They see it on the status page. Post an update below."
		: "The status page doesn’t show it. A public update tells them.";
}

/** A question, its answers, and one line below them that keeps its place. */
function Question(props: { title: string; hint: string; children: JSX.Element }) {
	return (
		<section class="stack close">
			<h3 class="strong">{props.title}</h3>
			{props.children}
			<p class="dim triage-hint" aria-live="polite">
				{props.hint}
			</p>
		</section>
	);
}

function Refused(props: ActProps & { verb: Verb }) {
	const words = () => {
		const refused = props.commands.refused();
		return refused?.verb === props.verb ? refused.words : null;
	};
	return (
		<Show when={words()}>
			{(said) => (
				<div role="alert">
					<Notice>{said()}</Notice>
				</div>
			)}
		</Show>
	);
}

/** Who leads: whoever acknowledged first does already. */
function LeadPart(props: ActProps & { busy: boolean; onTake(body: object): void }) {
	const myId = () => me().value?.user.id;
	const isMe = () => props.incident.lead !== null && props.incident.lead.id === myId();
	const words = () => {
		if (isMe()) return "You are incident lead.";
		return props.incident.lead ? `${props.incident.lead.name} is incident lead.` : "No one is incident lead.";
	};
	return (
		<section class="stack close">
			<h3 class="strong">Who leads?</h3>
			<div class="line">
				<p class="sub grow" aria-live="polite">
					{words()}
				</p>
				<PhoneLink userId={props.incident.lead?.id ?? null} />
			</div>
			<div class="abreast">
				<Button
					disabled={isMe()}
					busy={props.busy && "Assigning…"}
					onClick={() => props.onTake({ role: "lead", userId: myId() })}
				>
					Take it
				</Button>
				<Button onClick={() => props.onOpen("offer")}>Hand over</Button>
			</div>
		</section>
	);
}

/** What needs a choice of its own. */
function Further(props: ActProps) {
	return (
		<Rows label="Further">
			<Row title="Page someone in" sub="More people, right away" onPress={() => props.onOpen("responders")} />
			<Row
				title="Same problem as another incident"
				sub="Merge this one into it"
				onPress={() => props.onOpen("merge")}
			/>
			<Row
				title="Post update"
				sub="To the public or to stakeholders"
				onPress={() => props.onOpen("update")}
			/>
		</Rows>
	);
}
