/** The package ships types for BPMN objects but none for its entry: the few functions that we call. */
declare module 'bpmn-moddle' {
  export interface ModdleElement {
    readonly $type: string
    get(name: string): unknown
    set(name: string, value: unknown): void
  }
  export interface Parsed {
    rootElement: ModdleElement
    warnings: { message: string }[]
  }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>)
    create(type: string, attributes?: Record<string, unknown>): ModdleElement
    fromXML(xml: string): Promise<Parsed>
    toXML(element: ModdleElement, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
