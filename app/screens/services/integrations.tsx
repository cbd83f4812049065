import { createSignal, For, Show } from "solid-js";
import type { integrationOut } from "../../../worker/contract/integrations.ts";
import { Badge } from "../../parts/badge.tsx";
import { Button } from "../../parts/button.tsx";
import { SelectField, TextField } from "../../parts/field.tsx";
import { Row, Rows } from "../../parts/row.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { say } from "../../parts/toast.tsx";
import { Section } from "../../shell/screen.tsx";
import { api, failureWords } from "../../state/api.ts";
import { cached } from "../../state/resource.ts";
import { sending } from "../../state/sending.ts";
import { mayAs } from "../../state/session.ts";
import type { List } from "../../state/wire.ts";
import { CopyButton } from "../first-run/copy-button.tsx";
import { Confirm } from "../settings/confirm.tsx";

type Integration = (typeof integrationOut)["_output"];
type Made = Integration & { key: string | null };

const KINDS = {
	"events-v2": "Events API v2, as PagerDuty speaks it",
	alertmanager: "Prometheus Alertmanager",
	generic: "Any tool that can send JSON",
} as const;
type Kind = keyof typeof KINDS;
const kindName = (kind: string) => (KINDS as Record<string, string>)[kind] ?? kind;

/** Other tools that may raise an alarm for this service. A key is shown once: when it is made. */
export function Integrations(props: { serviceId: string }) {
	const path = `/services/${props.serviceId}/integrations` as const;
	const list = cached<List<Integration>>(path, () => api("GET", path));
	const [adding, setAdding] = createSignal(false);
	const [opened, setOpened] = createSignal<Integration>();
	return (
		<Section title="Other tools that page for it">
			<Loaded of={list} what="The integrations" bones={<Skeleton rows={1} height={62} />}>
				{(value) => (
					<Rows label="Integrations">
						<For each={value().items}>
							{(one) => (
								<Row
									title={one.name}
									sub={kindName(one.kind)}
									trail={<Show when={one.disabled}>{<Badge shape="paused">Off</Badge>}</Show>}
									onPress={() => setOpened(one)}
								/>
							)}
						</For>
						<Show when={mayAs("admin")}>
							<Row
								title="Add an integration"
								sub="Alertmanager, PagerDuty’s Events API, or plain JSON"
								onPress={() => setAdding(true)}
							/>
						</Show>
						<Show when={!mayAs("admin") && value().items.length === 0}>
							<Row title="None" sub="An admin can add one" />
						</Show>
					</Rows>
				)}
			</Loaded>
			<Show when={adding()}>
				<AddSheet path={path} onClose={() => setAdding(false)} onMade={() => void list.reload()} />
			</Show>
			<Show when={opened()} keyed>
				{(one) => (
					<OneSheet
						path={`${path}/${one.id}`}
						of={one}
						onClose={() => setOpened(undefined)}
						onChanged={() => void list.reload()}
					/>
				)}
			</Show>
		</Section>
	);
}

function AddSheet(props: { path: `/${string}`; onClose(): void; onMade(): void }) {
	const [kind, setKind] = createSignal<Kind>("generic");
	const [name, setName] = createSignal("");
	const [made, setMade] = createSignal<Made>();
	const adding = sending(
		() => api<Made>("POST", props.path, { kind: kind(), ...(name().trim() && { name: name().trim() }) }),
		(integration) => {
			setMade(integration);
			props.onMade();
		},
	);
	return (
		<Sheet
			open
			title={made() ? "Keep this now" : "Add an integration"}
			onClose={props.onClose}
			acts={
				<Show
					when={made()}
					fallback={
						<Button kind="primary" wide type="submit" form="integration" busy={adding.busy() && "Adding …"}>
							Make a key
						</Button>
					}
				>
					<Button kind="primary" wide onClick={() => props.onClose()}>
						I have kept it
					</Button>
				</Show>
			}
		>
			<Show
				when={made()}
				fallback={
					<form class="stack wide" id="integration" onSubmit={(event) => void adding.send(event)}>
						<SelectField
							label="What sends the alarms"
							options={(Object.keys(KINDS) as Kind[]).map((value) => ({ value, name: KINDS[value] }))}
							value={kind()}
							onValue={setKind}
						/>
						<TextField
							label="Name"
							hint="So that you know it on the list"
							maxLength={200}
							value={name()}
							onValue={setName}
						/>
						<Show when={adding.trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
					</form>
				}
			>
				{(one) => <Secrets of={one()} />}
			</Show>
		</Sheet>
	);
}

function Secrets(props: { of: Made }) {
	return (
		<div class="stack">
			<p class="sub">The key is not shown again. Whoever has it can raise alarms for this service.</p>
			<p class="stack close">
				<span class="dim">Address to send to</span>
				<code class="secret">{props.of.url}</code>
			</p>
			<CopyButton text={props.of.url} what="address" wide />
			<Show when={props.of.key}>
				{(key) => (
					<>
						<p class="stack close">
							<span class="dim">Key</span>
							<code class="secret">{key()}</code>
						</p>
						<CopyButton text={key()} what="key" wide />
					</>
				)}
			</Show>
		</div>
	);
}

function OneSheet(props: { path: `/${string}`; of: Integration; onClose(): void; onChanged(): void }) {
	const [removing, setRemoving] = createSignal(false);
	const [trouble, setTrouble] = createSignal<string>();
	const turn = async (disabled: boolean) => {
		const answer = await api("PATCH", props.path, { disabled });
		setTrouble(answer.ok ? undefined : failureWords(answer));
		if (!answer.ok) return;
		props.onChanged();
		props.onClose();
		say(
			disabled ? `${props.of.name} is turned off` : `${props.of.name} is turned on`,
			() => void api("PATCH", props.path, { disabled: !disabled }).then(props.onChanged),
		);
	};
	return (
		<>
			<Sheet open={!removing()} title={props.of.name} onClose={() => !removing() && props.onClose()}>
				<p class="sub">{kindName(props.of.kind)}</p>
				<p class="stack close">
					<span class="dim">Address, with the key left out</span>
					<code class="secret">{props.of.url}</code>
				</p>
				<Show when={trouble()}>{(words) => <Notice>{words()}</Notice>}</Show>
				<Show when={mayAs("admin")}>
					<div class="abreast">
						<Button onClick={() => void turn(!props.of.disabled)}>
							{props.of.disabled ? "Turn on" : "Turn off"}
						</Button>
						<Button kind="danger" onClick={() => setRemoving(true)}>
							Remove …
						</Button>
					</div>
				</Show>
			</Sheet>
			<Confirm
				open={removing()}
				title={`Remove ${props.of.name}?`}
				act="Remove the integration"
				onConfirm={() => api("DELETE", props.path)}
				onClose={(done) => {
					setRemoving(false);
					if (!done) return;
					props.onChanged();
					props.onClose();
					say(`${props.of.name} can no longer raise alarms`);
				}}
			>
				Its key stops working at once: alarms that the tool sends from then on are refused.
			</Confirm>
		</>
	);
}
