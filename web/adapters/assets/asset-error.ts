/** Why an asset cannot be read or stored. The message says what would help. */
export class AssetError extends Error {
  override readonly name = 'AssetError';
  readonly reason: 'offline' | 'missing' | 'damaged' | 'signedOut' | 'noRoom' | 'failed';

  constructor(reason: AssetError['reason'], message = MESSAGES[reason]) {
    super(message);
    this.reason = reason;
  }
}

const MESSAGES: Readonly<Record<AssetError['reason'], string>> = {
  offline:
    'it is not on this device, and the cloud cannot be reached; it is shown once you are online again',
  missing:
    'it is neither on this device nor in the cloud; save the session on the device where it was imported, or replace the data of this ensemble',
  damaged:
    'what the cloud has under its name is something else; replace the data of this ensemble, or save the session on the device where it was imported',
  signedOut: 'it is not on this device, and you are signed out; sign in again to load it',
  noRoom:
    'this device has no room left for it; delete sessions kept on this device or other data of this browser, or import fewer vectors or dates',
  failed: 'the cloud did not hand it out; try again in a minute',
};
