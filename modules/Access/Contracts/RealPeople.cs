namespace WorkWell.Access.Contracts;

/// <summary>Whether the database holds anybody who was not invented. Answered by the module that knows people.</summary>
/// <param name="ExistAsync">Looks whether there is one.</param>
public sealed record RealPeople(Func<CancellationToken, Task<bool>> ExistAsync);
