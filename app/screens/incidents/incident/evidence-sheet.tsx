import { createSignal, Match, Show, Switch } from "solid-js";
import type { RecoveryNewsWire } from "../../../../worker/incidents/contract/recovery-news.ts";
import { Button } from "../../../parts/button.tsx";
import { TextField } from "../../../parts/field.tsx";
import { later } from "../../../parts/later.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Notice } from "../../../parts/states.tsx";
import { onRecovery } from "../../../state/live.ts";
import { numberWords, timeToSecond } from "../../../state/words.ts";
import { closingBody, closingSent } from "./closing.ts";
import { DispositionChoice, UndoRow } from "./end-part.tsx";
import { stillFailingWords } from "./evidence.ts";
import { NamedList } from "./evidence-part.tsx";
import { RecoveryList } from "./recovery-list.tsx";
import { failingMonitors } from "./recovery-rows.ts";
import type { SheetProps } from "./sheet-props.ts";

/** Only who overrides failing checks is asked. */
const PauseOffer = later(async () => ({ default: (await import("./pause-offer.tsx")).PauseOffer }));

/** A resolve as it goes: what each check says, then the end, or what still fails and what can be done about it. */
export function EvidenceSheet(props: SheetProps) {
	const [news, setNews] = createSignal<RecoveryNewsWire | null>(null);
	const [overridden, setOverridden] = createSignal<{ id: string; name: string }[]>([]);
	onRecovery((recovery) => {
		if (recovery.incidentId === props.incident.id) setNews(recovery);
	});
	const refused = () => props.commands.refused();
	const isBusy = () => props.commands.busy() === "resolve";
	const isUnanswered = () => refused()?.failure.offline !== undefined;
	const isOver = () =>
		!isBusy() && !refused() && (props.incident.state === "resolved" || Boolean(props.incident.soakUntil));
	const resolve = async (body: object) => {
		const failing = news() ? failingMonitors(news() as RecoveryNewsWire) : [];
		const words = closingBody(props.incident);
		if (!(await props.commands.run("resolve", { ...body, ...words }))) return;
		closingSent(props.incident, words);
		if ("overrideReason" in body) setOverridden(failing);
	};
	const title = () => {
		if (isOver()) return overTitle(props.incident);
		if (isBusy()) return `Checking ${props.incident.service.name}`;
		// No answer came: it may be resolved all the same.
		if (isUnanswered()) return "Not confirmed";
		const evidence = refused()?.evidence ?? [];
		return evidence.length > 0 ? stillFailingWords(evidence) : "Not resolved";
	};
	return (
		<Sheet open title={title()} onClose={props.onClose}>
			<Show when={isBusy() && !news()}>
				<p class="sub">Checking from every region…</p>
			</Show>
			<Show when={refused()?.evidence.length === 0 && refused()}>
				{(it) => <Notice>{it().words}</Notice>}
			</Show>
			<Show when={news()} fallback={<NamedList seen={refused()?.evidence ?? []} />}>
				{(it) => <RecoveryList of={it()} />}
			</Show>
			<Switch>
				<Match when={isOver()}>
					<Over {...props} overridden={overridden()} onResolveNow={() => void resolve({ soak: false })} />
				</Match>
				<Match when={refused()}>
					<Override
						{...props}
						busy={isBusy()}
						isUnanswered={isUnanswered()}
						resolve={(body) => void resolve(body)}
					/>
				</Match>
			</Switch>
		</Sheet>
	);
}

function overTitle(incident: SheetProps["incident"]): string {
	const { soakUntil } = incident;
	return soakUntil
		? `It works. Watched until ${timeToSecond(soakUntil)}`
		: `Resolved ${numberWords(incident)}`;
}

/** It is over, or works and is watched: what else can be said about it, none of which has to be. */
function Over(props: SheetProps & { overridden: { id: string; name: string }[]; onResolveNow(): void }) {
	return (
		<>
			<Show when={props.incident.soakUntil}>
				<p class="sub">
					It resolves by itself then. If it fails before, {numberWords(props.incident)} goes on and pages
					again.
				</p>
				<Button wide onClick={() => props.onResolveNow()}>
					Resolve now, without watching
				</Button>
			</Show>
			<Show when={props.overridden.length > 0}>
				<PauseOffer monitors={props.overridden} serviceId={props.incident.service.id} />
			</Show>
			<UndoRow incident={props.incident} commands={props.commands} onUndone={props.onClose} />
			<Show when={props.incident.publicClosing}>
				{(it) => <p class="sub">Customers read: “{it().message}”</p>}
			</Show>
			<Button kind="brass" wide onClick={() => props.onClose()}>
				Done
			</Button>
			<DispositionChoice incident={props.incident} commands={props.commands} />
		</>
	);
}

interface OverrideProps extends SheetProps {
	busy: boolean;
	isUnanswered: boolean;
	resolve(body: object): void;
}

/** It still fails: another look, or resolving all the same with a reason. */
function Override(props: OverrideProps) {
	return (
		<>
			<Button kind="brass" wide onClick={() => props.resolve({})}>
				Check again
			</Button>
			{/* Without an answer nobody knows that anything fails. */}
			<Show when={!props.isUnanswered}>
				<Anyway {...props} />
			</Show>
		</>
	);
}

function Anyway(props: OverrideProps) {
	const [reason, setReason] = createSignal("");
	return (
		<form
			class="stack override"
			onSubmit={(event) => {
				event.preventDefault();
				if (reason().trim() !== "") props.resolve({ overrideReason: reason().trim() });
			}}
		>
			<Show when={props.incident.publicClosing}>
				{(it) => (
					<>
						<p class="sub">Customers read: “{closingBody(props.incident).publicMessage ?? it().message}”</p>
						<Button wide onClick={() => props.onOpen("closing")}>
							Edit closing words
						</Button>
					</>
				)}
			</Show>
			<TextField
				label="Reason for resolving anyway"
				hint="Shown on the timeline"
				value={reason()}
				onValue={setReason}
				maxlength={1000}
			/>
			<Button type="submit" kind="danger" wide disabled={reason().trim() === "" || props.busy}>
				Resolve anyway
			</Button>
		</form>
	);
}
