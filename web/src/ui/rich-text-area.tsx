import { RichTextEditor as Editor } from '@mantine/tiptap'
import '@mantine/tiptap/styles.css'
import { Image } from '@tiptap/extension-image'
import { Link } from '@tiptap/extension-link'
import { Node, useEditor, type Editor as TiptapEditor } from '@tiptap/react'
import { StarterKit } from '@tiptap/starter-kit'
import { IconPhoto } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useWords } from '../platform/words.ts'
import style from './rich-text.module.css'

/** A table that came from elsewhere stays as it is: it is shown, moved and deleted, not edited. */
const KeptTable = Node.create({
  name: 'keptTable',
  group: 'block',
  atom: true,
  addAttributes: () => ({
    html: { default: '', parseHTML: (element) => element.innerHTML, rendered: false },
  }),
  parseHTML: () => [{ tag: 'table' }],
  renderHTML: ({ node }) => {
    const table = document.createElement('table')
    table.innerHTML = String(node.attrs['html'])
    return table
  },
})

const extensions = [
  StarterKit.configure({ link: false, heading: { levels: [2, 3, 4] } }),
  Link.configure({ openOnClick: false, autolink: true, defaultProtocol: 'https' }),
  Image,
  KeptTable,
]

export interface RichTextEditorProps {
  /** HTML. Set to '' after sending to begin anew. */
  value: string
  onChange: (html: string) => void
  label: string
  placeholder?: string
  minHeight?: number
  /** Ctrl or ⌘ with Enter. */
  onSubmit?: () => void
  /** For long texts: headings too. */
  isLong?: boolean
  /** Keeps a picture and answers its address, null where it could not: with it, pictures can be put into the text. */
  onPicture?: (file: File) => Promise<string | null>
  /** A character that opens something instead of being written: « / » on an empty line, « @ » after a blank. */
  onSign?: (sign: '/' | '@') => void
  /** How something is put where the cursor is; null when the editor goes away. */
  onReady?: (insert: ((html: string) => void) | null) => void
}

/** The editor itself, loaded by `RichTextEditor`. */
export const RichTextArea = ({
  value,
  onChange,
  label,
  placeholder,
  minHeight = 120,
  onSubmit,
  isLong = false,
  onPicture,
  onSign,
  onReady,
}: RichTextEditorProps) => {
  const { t } = useWords()
  const change = useEffectEvent(onChange)
  const submit = useEffectEvent(() => onSubmit?.())
  const sign = useEffectEvent((key: '/' | '@') => onSign?.(key))
  const tellReady = useEffectEvent((insert: ((html: string) => void) | null) => onReady?.(insert))
  const editor = useEditor({
    extensions,
    content: value,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      handleKeyDown: (view, event) => {
        if (onSign !== undefined && isSign(event.key) && isAtPlaceOf(view, event.key)) {
          sign(event.key)
          return true
        }
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || onSubmit === undefined) return false
        submit()
        return true
      },
    },
    onUpdate: ({ editor: now }) => change(now.isEmpty ? '' : now.getHTML()),
  })
  useEffect(() => {
    tellReady(editor === null ? null : (html) => void editor.chain().focus().insertContent(html).run())
    return () => tellReady(null)
  }, [editor])
  useEffect(() => {
    if (editor !== null && value === '' && !editor.isEmpty) editor.commands.clearContent()
  }, [editor, value])
  const insert = async (file: File): Promise<void> => {
    const src = (await onPicture?.(file)) ?? null
    if (src !== null) editor.chain().focus().setImage({ src, alt: file.name }).run()
  }
  return (
    <Editor
      editor={editor}
      className={style['field'] ?? ''}
      style={{ '--least': `${minHeight}px` }}
      labels={labelsOf(t)}
    >
      <Editor.Toolbar>
        {isLong && (
          <Editor.ControlsGroup>
            <Editor.H2 />
            <Editor.H3 />
          </Editor.ControlsGroup>
        )}
        <Editor.ControlsGroup>
          <Editor.Bold />
          <Editor.Italic />
          <Editor.Code />
          {isLong && <Editor.CodeBlock />}
        </Editor.ControlsGroup>
        <Editor.ControlsGroup>
          <Editor.BulletList />
          <Editor.OrderedList />
          <Editor.Blockquote />
        </Editor.ControlsGroup>
        <Editor.ControlsGroup>
          <Editor.Link />
          <Editor.Unlink />
          {onPicture !== undefined && <PictureControl onPick={(file) => void insert(file)} />}
        </Editor.ControlsGroup>
      </Editor.Toolbar>
      <div style={{ position: 'relative' }}>
        {placeholder !== undefined && editor.isEmpty && (
          <span className={style['placeholder']} aria-hidden>
            {placeholder}
          </span>
        )}
        <Editor.Content />
      </div>
    </Editor>
  )
}

const PictureControl = ({ onPick }: { onPick: (file: File) => void }) => {
  const { t } = useWords()
  const field = useRef<HTMLInputElement>(null)
  const label = t('shell.editor.picture')
  return (
    <>
      <Editor.Control aria-label={label} title={label} onClick={() => field.current?.click()}>
        <IconPhoto size={16} stroke={1.5} aria-hidden />
      </Editor.Control>
      <input
        ref={field}
        type="file"
        hidden
        aria-label={label}
        accept="image/png,image/jpeg,image/gif,image/webp"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          currentTarget.value = ''
          if (file !== undefined) onPick(file)
        }}
      />
    </>
  )
}

const isSign = (key: string): key is '/' | '@' => key === '/' || key === '@'

/** A slash within a sentence is a slash, and an at-sign within an address is one too. */
const isAtPlaceOf = ({ state }: Pick<TiptapEditor['view'], 'state'>, key: '/' | '@'): boolean => {
  const { $from, empty } = state.selection
  if (!empty) return false
  const before = $from.parent.textBetween(0, $from.parentOffset)
  return key === '/' ? before === '' && $from.parent.content.size === 0 : /(^|\s)$/.test(before)
}

const labelsOf = (t: ReturnType<typeof useWords>['t']) => ({
  h2ControlLabel: t('shell.editor.h2'),
  h3ControlLabel: t('shell.editor.h3'),
  codeBlockControlLabel: t('shell.editor.codeBlock'),
  boldControlLabel: t('shell.editor.bold'),
  italicControlLabel: t('shell.editor.italic'),
  codeControlLabel: t('shell.editor.code'),
  bulletListControlLabel: t('shell.editor.bulletList'),
  orderedListControlLabel: t('shell.editor.orderedList'),
  blockquoteControlLabel: t('shell.editor.quote'),
  linkControlLabel: t('shell.editor.link'),
  unlinkControlLabel: t('shell.editor.unlink'),
  linkEditorInputLabel: t('shell.editor.url'),
  linkEditorInputPlaceholder: 'https://',
  linkEditorSave: t('shell.confirm.save'),
})
