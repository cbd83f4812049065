import { useContext } from "hono/jsx";
import { inLanguage, PageContext } from "./page-context.ts";

interface PreviewProps {
	title: string;
	description: string;
	/** What the whole is called. */
	site: string;
}

/**
 * Where a page is, in which other languages, and what is shown where somebody shares its address. The picture says
 * nothing of the status: such pictures are kept for days. Pages that have no address of their own say nothing.
 */
export function Preview({ title, description, site }: PreviewProps) {
	const { origin, path, words, isNamed, languages } = useContext(PageContext);
	if (path === null) return null;
	const plain = `${origin}${path}`;
	const own = isNamed ? inLanguage(plain, words.tag) : plain;
	const facts = [
		...[
			["og:type", "website"],
			["og:site_name", site],
			["og:title", title],
		],
		...[
			["og:description", description],
			["og:url", own],
			["og:image", `${origin}/preview.png`],
		],
	];
	return (
		<>
			<link rel="canonical" href={own} />
			{languages.length > 1 &&
				languages.map((tag) => <link rel="alternate" hreflang={tag} href={inLanguage(plain, tag)} />)}
			{languages.length > 1 && <link rel="alternate" hreflang="x-default" href={plain} />}
			{facts.map(([property, content]) => (
				<meta property={property} content={content} />
			))}
		</>
	);
}
