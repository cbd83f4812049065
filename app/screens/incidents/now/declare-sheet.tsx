import { useNavigate } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../../worker/paging/rules/severity.ts";
import { Button, LinkButton } from "../../../parts/button.tsx";
import { Segmented, SelectField, TextField } from "../../../parts/field.tsx";
import { Sheet } from "../../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../../parts/states.tsx";
import { showToast } from "../../../parts/toast.tsx";
import { api, type Failure, failureWords, fieldError } from "../../../state/api.ts";
import { servicesResource } from "../../../state/name-book.ts";
import { retryKeys } from "../../../state/retry-key.ts";
import type { Incident, Service } from "../../../state/wire.ts";

/** Three answers, two of them already given: what is wrong, where, how grave. */
export function DeclareSheet(props: { onClose(): void }) {
	const services = servicesResource();
	onMount(() => void services.reload());
	return (
		<Sheet open title="Declare an incident" onClose={props.onClose}>
			<Loaded of={services} what="The services" bones={<Skeleton rows={3} />}>
				{(value) => (
					<Show
						when={value().items.length > 0}
						fallback={
							<>
								<p class="sub">An incident belongs to a service, and there is none yet.</p>
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
	const [serviceId, setServiceId] = createSignal(services[0]?.id ?? "");
	const [title, setTitle] = createSignal("");
	const [chosen, setSeverity] = createSignal<Severity | null>(null);
	const [isTried, setTried] = createSignal(false);
	const [isBusy, setBusy] = createSignal(false);
	const [failure, setFailure] = createSignal<Failure | null>(null);
	const severity = () => chosen() ?? services.find((one) => one.id === serviceId())?.defaultSeverity ?? "P2";
	const isMissing = () => title().trim() === "";
	const wrong = () => (isTried() && isMissing() ? "Say it in a few words" : fieldError(failure(), "/title"));
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
	return { serviceId, setServiceId, title, setTitle, severity, setSeverity, wrong, isBusy, failure, send };
}

function Form(props: { services: Service[]; onClose(): void }) {
	const navigate = useNavigate();
	let form: HTMLFormElement | undefined;
	const it = declaration(props.services, (incident) => {
		showToast(`#${incident.number} is declared`);
		props.onClose();
		navigate(`/incidents/${incident.id}`);
	});
	const declare = async (event: SubmitEvent) => {
		event.preventDefault();
		if (!(await it.send())) form?.querySelector("input")?.focus();
	};
	return (
		<form ref={form} class="stack wide" onSubmit={(event) => void declare(event)}>
			<TextField
				label="What is wrong"
				hint="As you would say it to a colleague"
				error={it.wrong()}
				value={it.title()}
				onValue={it.setTitle}
				maxlength={300}
				autofocus
				autocomplete="off"
			/>
			<SelectField
				label="Service"
				options={props.services.map(({ id, name }) => ({ value: id, name }))}
				value={it.serviceId()}
				onValue={it.setServiceId}
			/>
			<Segmented label="Severity" options={SEVERITY_OPTIONS} value={it.severity()} onValue={it.setSeverity} />
			<p class="dim">{SEVERITY_WORDS[it.severity()]}</p>
			<Show when={it.failure()}>
				{(failure) => (
					<div role="alert">
						<Notice>{failureWords(failure())}</Notice>
					</div>
				)}
			</Show>
			<Button type="submit" kind="primary" wide severity={it.severity()} busy={it.isBusy() && "Declaring …"}>
				Declare and page
			</Button>
		</form>
	);
}

const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, name: value }));
const SEVERITY_WORDS: Record<Severity, string> = {
	P1: "Down for everybody or nearly so. Pages at once, with the backup and the team.",
	P2: "Partly down. Pages at once, with the backup.",
	P3: "Degraded. Pages in business hours.",
	P4: "For tomorrow. Pages nobody.",
};
