/** Prints one picture on a page of its own, lying on its side. */
export const printSvg = (svg: string, title: string): void => {
  const frame = document.createElement('iframe')
  frame.title = title
  frame.style.cssText = 'position:fixed;inset:auto 0 0 auto;width:0;height:0;border:0'
  frame.addEventListener('load', () => {
    const page = frame.contentDocument
    const window = frame.contentWindow
    if (page === null || window === null) return
    const sheet = page.createElement('style')
    sheet.textContent =
      '@page{size:landscape;margin:10mm}body{margin:0}svg{width:100%;height:auto;max-height:95vh}'
    const drawing = page.importNode(
      new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement,
      true,
    )
    const box = [drawing.getAttribute('width'), drawing.getAttribute('height')]
    if (drawing.getAttribute('viewBox') === null) drawing.setAttribute('viewBox', `0 0 ${box.join(' ')}`)
    page.title = title
    page.head.append(sheet)
    page.body.append(drawing)
    window.addEventListener('afterprint', () => frame.remove())
    window.print()
  })
  document.body.append(frame)
}

export const saveFile = (name: string, text: string): void => {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/xml' }))
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}
