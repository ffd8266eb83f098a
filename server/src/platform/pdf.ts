import { NodeCompiler, type CompileDocArgs } from '@myriaddreamin/typst-ts-node-compiler'

/** One for the process: its fonts come with the package and are read once. */
let compiler: NodeCompiler | undefined

/**
 * A PDF/A (2b) from a Typst template. What stands in it comes as data (`json(bytes(sys.inputs.data))`), never as source, so that
 * nothing that somebody wrote is run; pictures are named by the template and given beside it.
 */
export const writePdf = (
  template: string,
  data: unknown,
  pictures: Readonly<Record<string, Buffer>> = {},
): Buffer => {
  compiler ??= NodeCompiler.create({ workspace: import.meta.dirname })
  const given = Object.entries(pictures).map(([name, bytes]) => [shadowOf(name), bytes] as const)
  for (const [path, bytes] of given) compiler.mapShadow(path, bytes)
  try {
    return compileOnce(compiler, { mainFileContent: template, inputs: { data: textOf(data) } })
  } finally {
    for (const [path] of given) compiler.unmapShadow(path)
    compiler.evictCache(10)
  }
}

/** PDF/A asks that every character can be drawn: a smiley that no font has makes a plain PDF rather than none. */
const compileOnce = (typst: NodeCompiler, source: CompileDocArgs): Buffer => {
  try {
    return typst.pdf(source, { pdfStandard: 'a-2b' })
  } catch {
    return typst.pdf(source)
  }
}

/** Without the characters that no document may hold. */
const textOf = (data: unknown): string =>
  JSON.stringify(data, (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll(/[^\P{Cc}\n\t]/gu, '').toWellFormed() : value,
  )

const shadowOf = (name: string): string => `${import.meta.dirname}/${name}`
