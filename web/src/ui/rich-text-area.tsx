import { RichTextEditor as Editor } from '@mantine/tiptap'
import '@mantine/tiptap/styles.css'
import { Image } from '@tiptap/extension-image'
import { Link } from '@tiptap/extension-link'
import { Node, useEditor } from '@tiptap/react'
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
}: RichTextEditorProps) => {
  const { t } = useWords()
  const change = useEffectEvent(onChange)
  const submit = useEffectEvent(() => onSubmit?.())
  const editor = useEditor({
    extensions,
    content: value,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true' },
      handleKeyDown: (_, event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || onSubmit === undefined) return false
        submit()
        return true
      },
    },
    onUpdate: ({ editor: now }) => change(now.isEmpty ? '' : now.getHTML()),
  })
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
