import { createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { focusSoon } from "../../parts/focus-soon.ts";
import { Progress } from "../../parts/progress.tsx";
import { Shape } from "../../parts/shape.tsx";
import { Notice } from "../../parts/states.tsx";
import { failureWords } from "../../state/api.ts";
import { servicesResource } from "../../state/lists.ts";
import { me } from "../../state/session.ts";
import type { Monitor } from "../../state/wire.ts";
import { timeToSecond } from "../../state/words.ts";
import { CheckList } from "./check-list.tsx";
import { verdict } from "./check-words.ts";
import { type Looked, makeAndLook, readTarget, unmake, watch } from "./new-monitor.ts";

type Stage =
	| { kind: "typing" }
	| { kind: "looking" }
	/** It was seen; `kept` once it is watched. */
	| { kind: "seen"; looked: Looked; hadService: boolean; kept: boolean };

const OWN = "own";

/** Everything that adding a monitor takes; the screen around it decides where the acts stand. */
export function useAddMonitor(onKept: (monitor: Monitor) => void) {
	const [typed, setTyped] = createSignal("");
	const [wrong, setWrong] = createSignal<string>();
	const [trouble, setTrouble] = createSignal<string>();
	const [stage, setStage] = createSignal<Stage>({ kind: "typing" });
	const [serviceId, setServiceId] = createSignal<string>();
	const services = servicesResource();
	const chosen = () => serviceId() ?? services.value?.items[0]?.id ?? OWN;

	let isGone = false;
	let isKeeping = false;
	const keep = async (looked: Looked, hadService: boolean) => {
		isKeeping = true;
		const kept = await watch(looked.monitor);
		if (!kept.ok) {
			isKeeping = false;
			setTrouble(failureWords(kept));
			return void setStage({ kind: "seen", looked, hadService, kept: false });
		}
		setStage({ kind: "seen", looked: { ...looked, monitor: kept.value }, hadService, kept: true });
		await Promise.all([me().reload(), services.reload()]);
		onKept(kept.value);
	};
	const look = async () => {
		const target = readTarget(typed());
		setTrouble(undefined);
		setWrong(target ? undefined : "Paste an address such as https://shop.example or db.shop.example:5432");
		const owner = me().value?.user;
		if (!target || !owner || stage().kind === "looking") return;
		setStage({ kind: "looking" });
		const hadService = chosen() !== OWN;
		const answer = await makeAndLook(target, hadService ? { serviceId: chosen() } : { owner });
		if (!answer.ok) {
			setStage({ kind: "typing" });
			return void setWrong(failureWords(answer));
		}
		if (isGone && verdict(answer.value.checks).outcome === "down")
			return unmake(answer.value.monitor, hadService);
		const seen = { kind: "seen", looked: answer.value, hadService, kept: false } as const;
		setStage(seen);
		if (verdict(answer.value.checks).outcome !== "down") await keep(answer.value, hadService);
	};
	const again = async () => {
		const at = stage();
		setStage({ kind: "typing" });
		if (at.kind === "seen" && !at.kept) await unmake(at.looked.monitor, at.hadService);
	};
	// Left before it was decided: nothing stays behind.
	onCleanup(() => {
		isGone = true;
		if (!isKeeping) void again();
	});
	return {
		...{ typed, setTyped, wrong, trouble, stage, services, chosen, setServiceId, look, again },
		keepAnyway: () => {
			const at = stage();
			return at.kind === "seen" ? keep(at.looked, at.hadService) : undefined;
		},
	};
}

export type AddMonitor = ReturnType<typeof useAddMonitor>;

/** The address, and where it belongs when there are services already. */
export function MonitorForm(props: { of: AddMonitor; id: string }) {
	const options = () => [
		...(props.of.services.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
		{ value: OWN, name: "A new service of its own, which pages me" },
	];
	return (
		<form
			class="stack wide"
			id={props.id}
			onSubmit={(event) => {
				event.preventDefault();
				void props.of.look();
			}}
		>
			<TextField
				label="Address"
				hint="A web address, or host:port for anything that listens"
				placeholder="https://shop.example"
				inputMode="url"
				autocomplete="url"
				autocapitalize="none"
				spellcheck={false}
				ref={focusSoon}
				maxLength={2000}
				value={props.of.typed()}
				error={props.of.wrong()}
				onValue={props.of.setTyped}
			/>
			<Show when={(props.of.services.value?.items.length ?? 0) > 0}>
				<SelectField
					label="Belongs to"
					hint="The service says whom to page, and how loudly"
					options={options()}
					value={props.of.chosen()}
					onValue={props.of.setServiceId}
				/>
			</Show>
		</form>
	);
}

/** Sends the form with this id. */
export function LookButton(props: { of: AddMonitor; form: string }) {
	return (
		<Button
			kind="primary"
			wide
			type="submit"
			form={props.form}
			busy={props.of.stage().kind === "looking" && "Looking …"}
		>
			Look at it now
		</Button>
	);
}

/** What the first look saw, or that it is under way. */
export function FirstLook(props: { of: AddMonitor; acts?: JSX.Element }) {
	const seen = () => {
		const at = props.of.stage();
		return at.kind === "seen" ? at : null;
	};
	return (
		<div aria-live="polite" class="stack">
			<Switch>
				<Match when={props.of.stage().kind === "looking"}>
					<Progress label="Looking from every region" />
				</Match>
				<Match when={seen()}>{(at) => <Seen {...at()} />}</Match>
			</Switch>
			<Show when={props.of.trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
			<Show when={seen() && !seen()?.kept && verdict(seen()?.looked.checks ?? []).outcome === "down"}>
				<div class="line">
					<Button onClick={() => void props.of.again()}>Change the address</Button>
					<Button onClick={() => void props.of.keepAnyway()}>Watch it anyway</Button>
				</div>
			</Show>
		</div>
	);
}

const SHAPES = { up: "well", degraded: "degraded", down: "down", unknown: "unknown" } as const;

function Seen(props: { looked: Looked; kept: boolean }) {
	const said = () => verdict(props.looked.checks);
	const at = () => props.looked.checks[0]?.at;
	return (
		<section class="stack">
			<p class="big line">
				<Shape of={SHAPES[said().outcome]} />
				{said().words}
			</p>
			<p class="sub">
				{props.looked.monitor.name}
				<Show when={at()}>{(when) => <>, first checked at {timeToSecond(when())}</>}</Show>
				<Show when={props.kept} fallback=". It is not watched yet, so that a mistyped address pages nobody.">
					, and again every {props.looked.monitor.intervalSeconds} seconds from now on.
				</Show>
			</p>
			<Show when={props.looked.checks.length > 0}>
				<CheckList label="The first checks" checks={props.looked.checks} />
			</Show>
		</section>
	);
}
