// usage: node blog.mjs CORPUS CONTENT
// Turns a corpus into a folder of Markdown posts, so that Quire is measured on its real path. Post number 7 of
// the corpus has the slug `doc-7`, which leads from an address back to the corpus.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { corpus } from '../measure.mjs';

/** The id of the post at an address. */
export const idOf = (docs, url) => docs[+url.match(/doc-(\d+)\/?(?:[#?]|$)/)?.[1]]?.id;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, content] = process.argv.slice(2);
  const blogs = `${folder}/docs.json`;
  const facts = fs.existsSync(blogs) ? JSON.parse(fs.readFileSync(blogs, 'utf8')) : [];
  fs.rmSync(content, { recursive: true, force: true });
  fs.mkdirSync(content, { recursive: true });
  fs.writeFileSync(`${content}/quire.toml`, `title = ${JSON.stringify(path.basename(folder))}\n`);
  corpus(folder).docs.forEach((doc, number) => {
    const { date = '2000-01-01', tags = [] } = facts[number] ?? {};
    // The judged collections are plain text, in which a star or a bracket is no Markdown.
    const body = facts.length ? doc.text : doc.text.replace(/[!-\/:-@[-`{-~]/g, '\\$&');
    const front = { ...(doc.title && { title: doc.title }), date, slug: `doc-${number}`, tags };
    const lines = Object.entries(front).map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`);
    fs.writeFileSync(`${content}/doc-${number}.md`, `---\n${lines.join('')}---\n\n${body}\n`);
  });
}
