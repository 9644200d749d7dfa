// The values that runs carry: what names a component and sets its keys.
@_exported public import Components
