namespace WorkWell.People.Contracts;

/// <summary>The keys with which NHS numbers and safe-contact notes are encrypted.</summary>
public interface IDetailKeys
{
    /// <summary>Makes a new key and encrypts every such detail with it, in batches, while hosts go on.</summary>
    /// <param name="cancellationToken">Stops between batches; what is left keeps its older key until the next time.</param>
    /// <returns>How many records were encrypted again.</returns>
    Task<int> RotateAsync(CancellationToken cancellationToken);
}
