using WorkWell.Ui.Contracts;

namespace WorkWell.Access;

/// <summary>A button that asks the browser for a passkey.</summary>
/// <param name="Does">"create" for a new one, "get" for one that exists.</param>
/// <param name="Says">Its label.</param>
internal sealed record PasskeyButton(string Does, Text Says);
