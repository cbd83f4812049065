import { TextArea, TextField } from "../../parts/field.tsx";
import { Section } from "../../shell/screen.tsx";
import { AccentFields } from "./accent-fields.tsx";
import { LanguageFields } from "./language-fields.tsx";
import { LogoField } from "./logo-field.tsx";
import type { PageEditing } from "./page-editing.ts";

/** What the public page is called, how it looks, what it says of itself, and where it is. */
export function PageForm(props: { of: PageEditing }) {
	const { draft, change, saving } = props.of;
	return (
		<>
			<Section title="Name and look">
				<TextField
					label="Organization"
					hint="Customers read it at the top of every public page"
					autocomplete="organization"
					maxLength={60}
					value={draft().name}
					error={saving.wrong("/organizationName")}
					onValue={(name) => change({ name })}
				/>
				<LogoField logo={draft().logo} error={saving.wrong("/logo")} onLogo={(logo) => change({ logo })} />
				<AccentFields accents={draft().accents} onAccents={(accents) => change({ accents })} />
			</Section>
			<Section title="Texts">
				<TextArea
					label="Introduction (optional)"
					hint="Markdown, below how everything is"
					maxlength={1_000}
					rows={3}
					value={draft().intro}
					error={saving.wrong("/pageIntro")}
					onValue={(intro) => change({ intro })}
				/>
				<TextArea
					label="Footer (optional)"
					hint="Markdown, at the foot of every public page"
					maxlength={1_000}
					rows={2}
					value={draft().footer}
					error={saving.wrong("/pageFooter")}
					onValue={(footer) => change({ footer })}
				/>
			</Section>
			<Section title="Language and time">
				<LanguageFields languages={draft().languages} onLanguages={(languages) => change({ languages })} />
				<TextField
					label="Time zone"
					hint="Shown beside UTC, for example Europe/Berlin"
					autocomplete="off"
					maxLength={64}
					value={draft().timeZone}
					error={saving.wrong("/timeZone")}
					onValue={(timeZone) => change({ timeZone })}
				/>
			</Section>
			<Section title="Address">
				<p class="sub">
					The page is at <a href="/">{location.host}</a>. For a host of your own, add its domain to your
					Cloudflare account, set <code>PUBLIC_URL</code> to it, and run <code>npm run deploy</code>. It
					creates the DNS record and the certificate. Do this before people sign in: passkeys belong to one
					host.
				</p>
			</Section>
		</>
	);
}
