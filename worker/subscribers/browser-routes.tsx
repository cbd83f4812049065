/** The page on which a browser subscribes, the only one of the public's with a script, and the worker that shows what comes. */
import { Hono } from "hono";
import { raw } from "hono/html";
import type { PublicIncident } from "../incidents/rules/public-view.ts";
import type { AppContext, AppEnv } from "../platform/http/app-env.ts";
import { hashSource } from "../platform/http/hash-source.ts";
import { vaultOf } from "../platform/stubs.ts";
import type { PublicComponent } from "../services/rules/component.ts";
import { formAnswer, formFacts } from "../status/form-page.tsx";
import { Layout } from "../status/layout.tsx";
import { PAGE_SCRIPT } from "./browser/page-script.ts";
import { WORKER_SCRIPT } from "./browser/worker-script.ts";
import { Components, Frequencies } from "./form-parts.tsx";
import { listed, openIncident } from "./on-page.ts";
import { whatComes } from "./pages.tsx";

export const browserRoutes = new Hono<AppEnv>();

const SCRIPTS = `script-src ${hashSource(PAGE_SCRIPT)}; worker-src 'self'`;

browserRoutes.get("/subscribe/browser", async (c: AppContext) => {
	const [snapshot, { publicKey }] = await Promise.all([formFacts(c), vaultOf(c.env).vapid()]);
	const incident = openIncident(snapshot, c.req.query("incident"));
	const page = <BrowserPage {...{ publicKey, incident, components: listed(snapshot) }} />;
	const answer = formAnswer(c, snapshot, 200, page);
	const policy = answer.headers.get("content-security-policy");
	answer.headers.set("content-security-policy", `${policy}; ${SCRIPTS}`);
	return answer;
});

/** Its address is its scope: it never sees a page of the app, nor the app's pushes. */
browserRoutes.get("/subscribe/browser/worker.js", (c) =>
	c.body(WORKER_SCRIPT, 200, {
		"content-type": "text/javascript; charset=utf-8",
		"cache-control": "no-cache",
		"content-security-policy": "default-src 'none'; connect-src 'self'",
	}),
);

interface BrowserProps {
	publicKey: string;
	/** The one incident that it is about; null: whatever happens. */
	incident: PublicIncident | null;
	components: PublicComponent[];
}

function BrowserPage({ publicKey, incident, components }: BrowserProps) {
	return (
		<Layout title="Notifications" description="Get notifications." indicator={null} current={null}>
			<section class="say">
				<h1>Notifications in this browser</h1>
				<p>{whatComes(incident)}</p>
			</section>
			<form id="choice" hidden>
				{incident === null ? (
					<>
						<Frequencies chosen="each" />
						<Components components={components} chosen={[]} />
					</>
				) : (
					<input type="hidden" name="incidentId" value={incident.incidentId} />
				)}
				<button id="go" type="submit" data-key={publicKey}>
					Turn on notifications
				</button>
			</form>
			<p id="said" role="status" />
			<p>
				<a id="change" hidden href="/subscribe">
					Change what this browser gets, or unsubscribe
				</a>
			</p>
			<noscript>
				This page needs JavaScript. <a href="/subscribe">Get updates another way.</a>
			</noscript>
			<script type="module">{raw(PAGE_SCRIPT)}</script>
		</Layout>
	);
}
