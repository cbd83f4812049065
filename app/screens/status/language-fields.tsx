import { For } from "solid-js";
import { PAGE_LANGUAGES, type PageLanguage } from "../../../worker/people/rules/page-languages.ts";
import { SelectField, Switch } from "../../parts/field.tsx";

const NAMES = new Intl.DisplayNames("en", { type: "language" });
const OPTIONS = PAGE_LANGUAGES.map((value) => ({ value, name: NAMES.of(value) ?? value }));

/** What the public page speaks: one for everybody, and more for those whose browser asks for them. */
export function LanguageFields(props: {
	/** The first is the one for everybody. */
	languages: PageLanguage[];
	onLanguages(next: PageLanguage[]): void;
}) {
	const main = () => props.languages[0] ?? "en";
	const others = () => props.languages.slice(1);
	const toggled = (tag: PageLanguage) =>
		others().includes(tag) ? others().filter((one) => one !== tag) : [...others(), tag];
	return (
		<>
			<SelectField
				label="Language"
				hint="For visitors who read none of the others. What your team writes isn’t translated"
				options={OPTIONS}
				value={main()}
				onValue={(tag) => props.onLanguages([tag, ...others().filter((one) => one !== tag)])}
			/>
			<fieldset>
				<legend class="sub">Also in</legend>
				<For each={OPTIONS.filter(({ value }) => value !== main())}>
					{({ value, name }) => (
						<Switch
							label={name}
							checked={others().includes(value)}
							onValue={() => props.onLanguages([main(), ...toggled(value)])}
						/>
					)}
				</For>
			</fieldset>
		</>
	);
}
