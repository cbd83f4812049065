import { toldName } from "../incidents/rules/public-name.ts";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import { Layout } from "../status/layout.tsx";
import { MESSAGE_LIMIT } from "./rules/reports.ts";

interface FormProps {
	components: PublicComponent[];
	chosen: string;
	/** What has to be changed; null before anything was sent. */
	wrong: string | null;
}

export function ReportPage({ components, chosen, wrong }: FormProps) {
	return (
		<Layout title="Report a problem" description="Report a problem." indicator={null} current={null}>
			<section class="say">
				<h1>Report a problem</h1>
				<p>The team sees how many are affected. Your report is not published.</p>
				{wrong !== null && (
					<p class="late" role="alert">
						{wrong}
					</p>
				)}
			</section>
			<form method="post" action="/report">
				<label>
					What doesn’t work?
					<select name="componentId">
						<option value="">Something else</option>
						{components.map(({ id, name }) => (
							<option value={id} selected={id === chosen}>
								{name}
							</option>
						))}
					</select>
				</label>
				<label>
					What happens? (optional)
					<textarea name="message" rows={3} maxlength={MESSAGE_LIMIT} />
				</label>
				<label class="away" aria-hidden="true">
					Leave this empty
					<input name="website" tabindex={-1} autocomplete="off" />
				</label>
				<button type="submit">Send report</button>
			</form>
		</Layout>
	);
}

interface ReportedProps {
	/** What the public knows of it. */
	known: PublicIncident[];
	/** What was reported; null: none of the components. */
	component: PublicComponent | null;
}

export function ReportedPage({ known, component }: ReportedProps) {
	const about = component ? `a problem with ${component.name}` : "your problem";
	return (
		<Layout title="Thank you" description="Your report was received." indicator={null} current={null}>
			<section class="say">
				<h1>Thank you</h1>
				{known.length === 0 ? (
					<p>Your report was counted. The status page doesn’t mention {about} yet.</p>
				) : (
					<p>Your report was counted. We know about this:</p>
				)}
				<ul class="doors">
					{known.map((incident) => (
						<li>
							<a href={`/incidents/${incident.incidentId}`}>{toldName(incident)}</a>
						</li>
					))}
					<li>
						<a href="/subscribe">Get updates</a>
					</li>
				</ul>
			</section>
		</Layout>
	);
}
