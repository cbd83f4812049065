import { useNavigate } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../../worker/paging/rules/severity.ts";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Segmented, SelectField, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api, type Failure, failureWords, fieldError } from "../../../state/api.ts";
import { componentsResource, severityPolicyResource } from "../../../state/lists.ts";
import { servicesResource } from "../../../state/name-book.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import type { Incident, Service } from "../../../state/wire.ts";
import { numberWords } from "../../../state/words.ts";
import { SEVERITY_WORDS } from "../severity-words.ts";
import { publicEffect } from "./public-effect.ts";

/** Three answers, none of them given before: what is wrong, where, how grave. It wakes people and may be public at once. */
export default function DeclareSheet(props: { onClose(): void }) {
	const services = servicesResource();
	onMount(() => void services.read());
	return (
		<Sheet open title="Declare an incident" onClose={props.onClose}>
			<Loaded of={services} what="services" bones={<Skeleton rows={3} />}>
				{(value) => (
					<Show
						when={value().items.length > 0}
						fallback={
							<>
								<p class="sub">Add a service first. Every incident belongs to one.</p>
								<LinkButton kind="brass" href="/services">
									Add a service
								</LinkButton>
							</>
						}
					>
						<Form services={value().items} onClose={props.onClose} />
					</Show>
				)}
			</Loaded>
		</Sheet>
	);
}

/** What is filled in so far, and its way to the server. */
function declaration(services: Service[], onDeclared: (incident: Incident) => void) {
	const [serviceId, setServiceId] = createSignal("");
	const [title, setTitle] = createSignal("");
	const [severity, setSeverity] = createSignal<Severity | null>(null);
	const [isTried, setTried] = createSignal(false);
	const [isBusy, setBusy] = createSignal(false);
	const [failure, setFailure] = createSignal<Failure | null>(null);
	const service = () => services.find((one) => one.id === serviceId());
	const isMissing = () => title().trim() === "" || !service() || severity() === null;
	const wrong = {
		title: () =>
			isTried() && title().trim() === "" ? "Enter a short title" : fieldError(failure(), "/title"),
		service: () => (isTried() && !service() ? "Choose where it is" : undefined),
		severity: () => (isTried() && severity() === null ? "Choose how grave it is" : undefined),
	};
	const keys = retryKeys();
	/** False when there is nothing to send yet. */
	const send = async (): Promise<boolean> => {
		setTried(true);
		if (isMissing()) return false;
		if (isBusy()) return true;
		setBusy(true);
		const body = { serviceId: serviceId(), title: title().trim(), severity: severity() };
		const idempotencyKey = keys.keyFor(JSON.stringify(body));
		const answer = await api<Incident>("POST", "/incidents", body, { idempotencyKey });
		setBusy(false);
		setFailure(answer.ok ? null : answer);
		if (answer.ok) onDeclared(answer.value);
		return true;
	};
	return {
		...{ serviceId, setServiceId, service, title, setTitle },
		severity,
		setSeverity,
		wrong,
		isBusy,
		failure,
		send,
	};
}

function Form(props: { services: Service[]; onClose(): void }) {
	const navigate = useNavigate();
	let form: HTMLFormElement | undefined;
	const it = declaration(props.services, (incident) => {
		showToast(`Declared ${numberWords(incident)}`);
		props.onClose();
		navigate(`/incidents/${incident.id}`);
	});
	const declare = async (event: SubmitEvent) => {
		event.preventDefault();
		if (!(await it.send())) form?.querySelector<HTMLElement>("[aria-invalid=true], [type=radio]")?.focus();
	};
	return (
		<form ref={form} class="stack wide" onSubmit={(event) => void declare(event)}>
			<TextField
				label="What’s wrong?"
				hint="For example, “Checkout returns 503”"
				error={it.wrong.title()}
				value={it.title()}
				onValue={it.setTitle}
				maxlength={300}
				autofocus
				autocomplete="off"
			/>
			<SelectField
				label="Service"
				error={it.wrong.service()}
				options={[
					{ value: "", name: "Choose a service" },
					...props.services.map(({ id, name }) => ({ value: id, name })),
				]}
				value={it.serviceId()}
				onValue={it.setServiceId}
			/>
			<Segmented label="Severity" options={SEVERITY_OPTIONS} value={it.severity()} onValue={it.setSeverity} />
			<Effects severity={it.severity()} service={it.service()} missing={it.wrong.severity()} />
			<Show when={it.failure()}>
				{(failure) => (
					<div role="alert">
						<Notice>{failureWords(failure())}</Notice>
					</div>
				)}
			</Show>
			<Button
				type="submit"
				kind="primary"
				wide
				severity={it.severity() ?? undefined}
				busy={it.isBusy() && "Declaring…"}
			>
				{it.severity() === "P4" ? "Declare incident" : "Declare and page"}
			</Button>
		</form>
	);
}

/** Whom it pages, and what customers read. */
function Effects(props: {
	severity: Severity | null;
	service: Service | undefined;
	missing: string | undefined;
}) {
	const components = componentsResource();
	const policy = severityPolicyResource();
	const component = () => components.value?.items.find((one) => one.id === props.service?.componentId)?.name;
	const paging = () => (props.severity ? SEVERITY_WORDS[props.severity] : "The severity says whom it pages.");
	return (
		<div aria-live="polite" class="stack">
			<p class={props.missing ? "wrong" : "dim"}>{props.missing ?? paging()}</p>
			<Show
				when={publicEffect(props.service, props.severity, {
					component: component(),
					policy: policy.value?.items,
				})}
			>
				{(words) => <p class="sub">{words()}</p>}
			</Show>
		</div>
	);
}

const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, name: value }));
