import { useNavigate } from "@solidjs/router";
import { createSignal, onMount, Show } from "solid-js";
import { SEVERITIES, type Severity } from "../../../worker/core/severity.ts";
import { Button, LinkButton } from "../../parts/button.tsx";
import { Segmented, SelectField, TextField } from "../../parts/field.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { Loaded, Notice, Skeleton } from "../../parts/states.tsx";
import { say } from "../../parts/toast.tsx";
import { api, type Failure, failureWords, fieldError } from "../../state/api.ts";
import type { Incident, Service } from "../../state/wire.ts";
import { servicesResource } from "../incident/name-book.ts";
import { retryKeys } from "../incident/retry-key.ts";

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

function Form(props: { services: Service[]; onClose(): void }) {
	const navigate = useNavigate();
	let form: HTMLFormElement | undefined;
	const [serviceId, setServiceId] = createSignal(props.services[0]?.id ?? "");
	const [title, setTitle] = createSignal("");
	const [chosen, setChosen] = createSignal<Severity | null>(null);
	const [isTried, setTried] = createSignal(false);
	const isMissing = () => title().trim() === "";
	const [isBusy, setBusy] = createSignal(false);
	const [failure, setFailure] = createSignal<Failure | null>(null);
	const severity = () =>
		chosen() ?? props.services.find((one) => one.id === serviceId())?.defaultSeverity ?? "P2";
	const keys = retryKeys();
	const declare = async (event: SubmitEvent) => {
		event.preventDefault();
		setTried(true);
		if (isBusy()) return;
		if (isMissing()) return form?.querySelector("input")?.focus();
		setBusy(true);
		const body = { serviceId: serviceId(), title: title().trim(), severity: severity() };
		const answer = await api<Incident>("POST", "/incidents", body, {
			idempotencyKey: keys.keyFor(JSON.stringify(body)),
		});
		setBusy(false);
		if (!answer.ok) return void setFailure(answer);
		say(`#${answer.value.number} is declared`);
		props.onClose();
		navigate(`/incidents/${answer.value.id}`);
	};
	return (
		<form ref={form} class="stack wide" onSubmit={(event) => void declare(event)}>
			<TextField
				label="What is wrong"
				hint="As you would say it to a colleague"
				error={isTried() && isMissing() ? "Say it in a few words" : fieldError(failure(), "/title")}
				value={title()}
				onValue={setTitle}
				maxlength={300}
				autofocus
				autocomplete="off"
			/>
			<SelectField
				label="Service"
				options={props.services.map(({ id, name }) => ({ value: id, name }))}
				value={serviceId()}
				onValue={setServiceId}
			/>
			<Segmented
				label="Severity"
				options={SEVERITIES.map((value) => ({ value, name: value }))}
				value={severity()}
				onValue={setChosen}
			/>
			<p class="dim">{SEVERITY_WORDS[severity()]}</p>
			<Show when={failure()}>
				{(it) => (
					<div role="alert">
						<Notice>{failureWords(it())}</Notice>
					</div>
				)}
			</Show>
			<Button type="submit" kind="primary" wide severity={severity()} busy={isBusy() && "Declaring …"}>
				Declare and page
			</Button>
		</form>
	);
}

const SEVERITY_WORDS: Record<Severity, string> = {
	P1: "Down for everybody or nearly so. Pages at once, with the backup and the team.",
	P2: "Partly down. Pages at once, with the backup.",
	P3: "Degraded. Pages in business hours.",
	P4: "For tomorrow. Pages nobody.",
};
