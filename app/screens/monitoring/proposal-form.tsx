import { Show } from "solid-js";
import { Button } from "../../parts/button.tsx";
import { SelectField, Switch, TextField } from "../../parts/field.tsx";
import { focusIfLost, focusSoon } from "../../parts/focus-soon.ts";
import { online } from "../../state/online.ts";
import type { Service } from "../../state/wire.ts";
import { MEANING, ServiceFields } from "../services/service-fields.tsx";
import type { AddMonitor } from "./add-monitor.ts";
import { verdict } from "./check-words.ts";
import { KindFields } from "./kind-fields.tsx";
import { intervals } from "./monitor-words.ts";
import { NEW_SERVICE, type Proposal, publicNameOf } from "./proposal.ts";
import { readTarget, TARGET_EXAMPLE, TARGET_HINT, TARGETS } from "./targets.ts";

/** The address that is to be monitored. */
export function AddressForm(props: { of: AddMonitor; id: string }) {
	return (
		<form class="stack wide" id={props.id} onSubmit={submits(props.of.check)}>
			<TextField
				label={TARGETS}
				hint={online() ? TARGET_HINT : OFFLINE}
				placeholder={TARGET_EXAMPLE}
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
			<KindFields
				kind={readTarget(props.of.typed())?.kind}
				of={props.of.told()}
				wrong={props.of.refused}
				onDraft={(some) => props.of.setTold((before) => ({ ...before, ...some }))}
			/>
		</form>
	);
}

/** In the place of the hint: what is below stays where it is. */
const OFFLINE = "You’re offline. A check needs a connection.";

/** What is saved when it is confirmed, each part of it to be changed before. */
export function ProposalForm(props: { of: AddMonitor; id: string }) {
	return (
		<Show when={props.of.proposal()}>
			{(proposal) => (
				<form class="stack wide" id={props.id} onSubmit={submits(props.of.confirm)}>
					<MonitorFields of={props.of} proposal={proposal()} />
					<Show when={proposal().serviceId === NEW_SERVICE} fallback={<OfService of={props.of.service()} />}>
						<NewServiceFields of={props.of} proposal={proposal()} />
					</Show>
				</form>
			)}
		</Show>
	);
}

function submits(run: () => Promise<void>) {
	return (event: SubmitEvent) => {
		event.preventDefault();
		void run();
	};
}

function MonitorFields(props: { of: AddMonitor; proposal: Proposal }) {
	const services = () => [
		...(props.of.lists.services.value?.items ?? []).map(({ id, name }) => ({ value: id, name })),
		{ value: NEW_SERVICE, name: "A new service" },
	];
	return (
		<>
			<TextField
				label="Name"
				hint="As your team calls it. It stays private."
				required
				maxLength={200}
				autocomplete="off"
				ref={focusIfLost}
				value={props.proposal.name}
				onValue={(name) => props.of.change({ name })}
			/>
			<SelectField
				label="Checks"
				options={intervals(props.proposal.intervalSeconds)}
				value={String(props.proposal.intervalSeconds)}
				onValue={(every) => props.of.change({ intervalSeconds: Number(every) })}
			/>
			<Show when={services().length > 1}>
				<SelectField
					label="Service"
					hint="Decides who gets paged and how urgently"
					options={services()}
					value={props.proposal.serviceId}
					onValue={(serviceId) => props.of.change({ serviceId })}
				/>
			</Show>
		</>
	);
}

/** What belonging to this service means: how urgent, and whether the public sees it. */
function OfService(props: { of: Service | undefined }) {
	return (
		<Show when={props.of}>
			{(service) => (
				<p class="sub">
					An outage is a {service().defaultSeverity}. {MEANING[service().defaultSeverity]}{" "}
					{service().componentId === null
						? "It isn’t shown on the status page."
						: "The service is on the status page. The monitor’s name and address stay private."}
				</p>
			)}
		</Show>
	);
}

function NewServiceFields(props: { of: AddMonitor; proposal: Proposal }) {
	return (
		<>
			<ServiceFields
				nameLabel="Service name"
				draft={{ ...props.proposal, name: props.proposal.serviceName ?? props.proposal.name }}
				onDraft={({ name, ...rest }) =>
					props.of.change(name === undefined ? rest : { ...rest, serviceName: name })
				}
				wrong={() => undefined}
				offerMe
			/>
			<Switch
				label="Show on the status page"
				hint={
					props.proposal.isPublic
						? "On. Everyone can see how it is doing."
						: "Off. Nothing about it is public."
				}
				checked={props.proposal.isPublic}
				onValue={(isPublic) => props.of.change({ isPublic })}
			/>
			<Show when={props.proposal.isPublic}>
				<TextField
					label="Public name"
					hint={`Customers read “${publicNameOf(props.proposal) || "…"} is down”`}
					required
					maxLength={200}
					autocomplete="off"
					value={props.proposal.publicName ?? publicNameOf(props.proposal)}
					onValue={(publicName) => props.of.change({ publicName })}
				/>
			</Show>
		</>
	);
}

/** The act of the stage; the forms have the ids `${id}-address` and `${id}-proposal`. */
export function AddMonitorActs(props: { of: AddMonitor; id: string }) {
	const at = () => props.of.stage();
	const checks = () => {
		const now = at();
		return "checks" in now ? now.checks : null;
	};
	const fails = () => ["down", "unknown"].includes(verdict(checks() ?? []).outcome);
	return (
		<Show
			when={checks()}
			fallback={
				<Button
					kind="primary"
					wide
					type="submit"
					form={`${props.id}-address`}
					disabled={!props.of.isSettled()}
					busy={at().kind === "probing" && "Checking…"}
				>
					Check now
				</Button>
			}
		>
			<Button
				kind="primary"
				wide
				type="submit"
				form={`${props.id}-proposal`}
				disabled={!props.of.isSettled() || at().kind === "added"}
				busy={at().kind === "saving" && "Saving…"}
			>
				{fails() ? "Add anyway" : "Add monitor"}
			</Button>
		</Show>
	);
}
