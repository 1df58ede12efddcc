/** Why a Pod's volumes keep it from a node, or from all of them. */
export interface VolumeRejection {
  readonly kind: 'volume';
  readonly problem:
    /** A claim or volume that does not exist, is lost, being deleted or belongs to another Pod; `name` is the claim or volume. */
    | 'missing' | 'lost' | 'deleting' | 'foreign'
    /** The claim waits for its volume, which does not wait for the Pod. */
    | 'unbound'
    /** The volume can be reached from other nodes or zones only. */
    | 'nodeAffinity' | 'zone'
    /** No volume to bind to and none can be made for this node; or not enough storage for it. */
    | 'noVolume' | 'noStorage'
    /** Another Pod holds the disk, or the claim that only one Pod may use. */
    | 'diskInUse' | 'claimInUse'
    /** The node cannot attach more volumes of this driver. */
    | 'limit'
    /** A storage class without a binding mode or the like. */
    | 'invalid';
  readonly name: string;
}
