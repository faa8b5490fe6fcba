import { z } from 'zod'

import { DEFAULT_SITE, type Site, type SiteLogo } from '../model/site.ts'
import { present } from '../model/present.ts'
import { readBoundedBytes, UnfitFileError } from '../model/read-bounded-file.ts'
import type { ConfigProblem } from './config-error.ts'

const MOST_LOGO_BYTES = 200_000

const colour = z.string().regex(/^#[0-9a-f]{6}$/i, 'is no colour: write one such as "#1d70b8"')

/** The pages' name, language, logo, colours, and who may frame them, as the file has them. */
export const SiteFile = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'is empty: write the name of the site')
    .max(80, 'is longer than 80 characters: shorten it')
    .optional()
    .describe('What the pages call themselves.'),
  language: z
    .enum(['en', 'cy'], { error: 'must be "en" or "cy"' })
    .optional()
    .describe('Language of pages that are to be had in it: English, or Welsh, whose words nobody has reviewed yet.'),
  logo: z
    .strictObject({
      file: z
        .string()
        .regex(/\.(?:svg|png)$/i, 'must be an .svg or .png file')
        .describe('Path of an SVG or a PNG, of at most 200 kB.'),
      alt: z.string().describe('What it shows, in words; empty where it only decorates the name.'),
    })
    .optional()
    .describe('A picture beside the name, served from this gateway.'),
  colours: z
    .strictObject({
      brand: colour.optional().describe('The bar under the header, and marks.'),
      headerBackground: colour.optional().describe('The header.'),
      headerText: colour.optional().describe('The name in the header; of a contrast of at least 4.5 to it.'),
      link: colour.optional().describe('Links; of a contrast of at least 4.5 to white.'),
    })
    .optional()
    .describe('Colours, each as #rrggbb.'),
  embedders: z
    .array(
      z
        .string()
        .regex(
          /^https?:\/\/(?:\*\.)?[a-z0-9.-]+(?::\d+)?$/i,
          'is no origin: write one such as "https://www.council.example"',
        ),
    )
    .optional()
    .describe('Origins of pages that may show /embed in a frame.'),
})
export type SiteFile = z.infer<typeof SiteFile>

/** The site that the file means, its logo read; what is wrong with it is noted at `problems`. */
export function readSite(file: SiteFile, resolvePath: (path: string) => string, problems: ConfigProblem[]): Site {
  const { brand, headerBackground, headerText, link } = file.colours ?? {}
  const known = DEFAULT_SITE.colours
  const colours = {
    brand: brand ?? known.brand,
    headerBackground: headerBackground ?? known.headerBackground,
    headerText: headerText ?? known.headerText,
    link: link ?? known.link,
  }
  checkContrast('headerText', colours.headerText, colours.headerBackground, problems)
  checkContrast('link', colours.link, '#ffffff', problems)
  return {
    name: file.name ?? DEFAULT_SITE.name,
    language: file.language ?? DEFAULT_SITE.language,
    ...present({ logo: file.logo && readLogo(file.logo, resolvePath, problems) }),
    colours,
    embedders: file.embedders ?? [],
  }
}

function readLogo(
  { file, alt }: NonNullable<SiteFile['logo']>,
  resolvePath: (path: string) => string,
  problems: ConfigProblem[],
): SiteLogo | undefined {
  try {
    const bytes = new Uint8Array(readBoundedBytes(resolvePath(file), MOST_LOGO_BYTES))
    return { type: file.toLowerCase().endsWith('.svg') ? 'image/svg+xml' : 'image/png', bytes, alt }
  } catch (cause) {
    const why = cause instanceof UnfitFileError ? cause.message : 'it is not there, or not to be read'
    problems.push({ path: 'site.logo.file', problem: `can not be used (${why}): name a file of at most 200 kB` })
    return undefined
  }
}

const LEAST_CONTRAST = 4.5

/** WCAG 2.2, 1.4.3. */
function checkContrast(name: string, text: string, ground: string, problems: ConfigProblem[]): void {
  const [lighter = 0, darker = 0] = [luminanceOf(text), luminanceOf(ground)].toSorted((a, b) => b - a)
  const contrast = (lighter + 0.05) / (darker + 0.05)
  if (contrast < LEAST_CONTRAST)
    problems.push({
      path: `site.colours.${name}`,
      problem: `has a contrast of ${contrast.toFixed(1)} to ${ground}, which many can not read: at least ${LEAST_CONTRAST} is needed`,
    })
}

/** WCAG 2.2, "relative luminance". */
function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
