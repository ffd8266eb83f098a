import ELK from 'elkjs/lib/elk-api.js'
import address from 'elkjs/lib/elk-worker.min.js?url'

/** The layout works beside the page, which goes on answering meanwhile. */
export const openElk = () => new ELK({ workerUrl: address })
