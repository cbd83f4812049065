import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import { Layout } from "../status/layout.tsx";
import { Components, Frequencies, frequencyWords } from "./form-parts.tsx";
import { KIND_WORDS } from "./kinds.ts";
import type { Subscriber, SubscriberKind } from "./rules/subscription.ts";

/** What somebody typed in, so that a mistake costs no second time. */
export interface Typed {
	kind: string;
	target: string;
	componentIds: string[];
	frequency: string;
}

interface FormProps {
	kinds: SubscriberKind[];
	components: PublicComponent[];
	/** The one incident that it is about; null: whatever happens. */
	incident: PublicIncident | null;
	typed: Typed | null;
	/** What has to be changed; null before anything was sent. */
	wrong: string | null;
}

export function SubscribePage({ kinds, components, incident, typed, wrong }: FormProps) {
	const chosen = typed?.kind || kinds[0];
	return (
		<Layout title="Get updates" description="Get updates." indicator={null} current={null}>
			<section class="say">
				<h1>Get updates</h1>
				<p>{whatComes(incident)}</p>
				{wrong !== null && (
					<p class="late" role="alert">
						{wrong}
					</p>
				)}
			</section>
			<form method="post" action="/subscribe">
				<fieldset>
					<legend>Send updates by</legend>
					{kinds.map((kind) => (
						<label>
							<input type="radio" name="kind" value={kind} checked={kind === chosen} />
							{KIND_WORDS[kind]}
						</label>
					))}
				</fieldset>
				<label>
					{kinds.includes("email")
						? "Your email address, or the URL of your webhook"
						: "The URL of your webhook"}
					<input
						name="target"
						required
						maxlength={2000}
						autocomplete={kinds.includes("email") ? "email" : "url"}
						value={typed?.target ?? ""}
					/>
				</label>
				{incident === null ? (
					<>
						<Frequencies chosen={typed?.frequency ?? "each"} />
						<Components components={components} chosen={typed?.componentIds ?? []} />
					</>
				) : (
					<input type="hidden" name="incidentId" value={incident.incidentId} />
				)}
				<button type="submit">Subscribe</button>
			</form>
			<p>
				<a href={browserPath(incident)}>Get notifications in this browser instead</a>
			</p>
		</Layout>
	);
}

/** What somebody subscribes to, in a sentence. */
export const whatComes = (incident: PublicIncident | null): string =>
	incident === null
		? "You get a message when an incident is opened, updated, and resolved, and about scheduled maintenance."
		: `You get the updates of this incident until it is over: ${incident.name}.`;

const browserPath = (incident: PublicIncident | null): string =>
	`/subscribe/browser${incident === null ? "" : `?incident=${incident.incidentId}`}`;

interface ManageProps {
	subscriber: Subscriber;
	components: PublicComponent[];
	/** What was just done, told above the form. */
	done: string | null;
}

/** Where a subscription is changed and ended. It names no address: whoever got the link knows theirs. */
export function ManagePage({ subscriber, components, done }: ManageProps) {
	return (
		<Layout title="Your subscription" description="Your subscription." indicator={null} current={null}>
			<section class="say">
				<h1>Your subscription</h1>
				{done !== null && <p role="status">{done}</p>}
				{subscriber.state === "unconfirmed" && <p>It isn’t confirmed yet.</p>}
				<p>{choiceWords(subscriber, components)}</p>
			</section>
			<form method="post">
				{subscriber.incidentId === null && (
					<>
						<Frequencies chosen={subscriber.frequency} />
						<Components components={components} chosen={subscriber.componentIds ?? []} />
						<button type="submit" name="act" value="choose">
							Save
						</button>
					</>
				)}
				<button type="submit" name="act" value="remove">
					Unsubscribe
				</button>
			</form>
		</Layout>
	);
}

function choiceWords(
	{ componentIds, incidentId, frequency }: Subscriber,
	components: PublicComponent[],
): string {
	if (incidentId !== null) return "You get the updates of one incident until it is over.";
	const often = frequencyWords(frequency);
	if (componentIds === null) return `You get the updates of all components, ${often}.`;
	const names = components.filter(({ id }) => componentIds.includes(id)).map(({ name }) => name);
	const which = names.length > 0 ? names.join(", ") : "components that are no longer listed";
	return `You get the updates of ${which}, ${often}.`;
}

/** The page behind a confirmation’s link. Programs that look at mail open it too, so only its button confirms. */
export function ConfirmPage() {
	return (
		<Layout title="Confirm" description="Confirm your subscription." indicator={null} current={null}>
			<section class="say">
				<h1>Confirm your subscription</h1>
				<p>Press the button, and you get the updates of this status page.</p>
			</section>
			<form method="post">
				<button type="submit" name="act" value="confirm">
					Confirm
				</button>
			</form>
		</Layout>
	);
}
