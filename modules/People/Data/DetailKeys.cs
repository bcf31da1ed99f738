using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using WorkWell.Platform;

namespace WorkWell.People;

/// <summary>
/// The keys of sealed details, shared by all hosts through the database. A host that meets the number of a key it does not know reads them again, so a new one
/// works everywhere at once.
/// </summary>
internal sealed class DetailKeys(Database database, IServiceProvider services)
{
    private const int ForHash = 0;
    private const int Length = 32;
    // A part of a host that meets no such detail needs no keys.
    private readonly Lazy<IDataProtector> seal =
        new(() => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("people.detail-key"));
    private readonly ConcurrentDictionary<int, byte[]> known = new();
    private readonly Lock gate = new();
    private int current;

    /// <summary>The key of the hash by which NHS numbers are compared.</summary>
    public byte[] Hash => Of(ForHash);

    /// <summary>The key in use, and its number.</summary>
    public (int Number, byte[] Key) Current
    {
        get
        {
            if (current == 0) Load();
            return (current, known[current]);
        }
    }

    /// <summary>A key by its number.</summary>
    /// <exception cref="CryptographicException">There is none of this number.</exception>
    public byte[] Of(int number)
    {
        if (known.TryGetValue(number, out var key)) return key;
        Load();
        return known.TryGetValue(number, out key) ? key : throw new CryptographicException("A detail is sealed with a key that this database does not have.");
    }

    /// <summary>Makes a new key, which every host uses for what it writes from now on.</summary>
    public async Task AddAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(
            "insert into people.detail_key (number, sealed) select max(number) + 1, $1 from people.detail_key having max(number) is not null");
        command.Parameters.Add(new() { Value = seal.Value.Protect(RandomNumberGenerator.GetBytes(Length)) });
        Load();
        await command.ExecuteNonQueryAsync(cancellationToken);
        Load();
    }

    private void Load()
    {
        lock (gate)
        {
            if (!Read())
            {
                // Of two hosts that start at once, the keys of the first hold for both.
                using var first = database.Source.CreateCommand(
                    "insert into people.detail_key (number, sealed) values (0, $1), (1, $2) on conflict do nothing");
                first.Parameters.Add(new() { Value = seal.Value.Protect(RandomNumberGenerator.GetBytes(Length)) });
                first.Parameters.Add(new() { Value = seal.Value.Protect(RandomNumberGenerator.GetBytes(Length)) });
                first.ExecuteNonQuery();
                Read();
            }
        }
    }

    private bool Read()
    {
        using var command = database.Source.CreateCommand("select number, sealed from people.detail_key order by number");
        using var reader = command.ExecuteReader();
        var newest = -1;
        while (reader.Read())
        {
            newest = reader.GetInt32(0);
            if (!known.ContainsKey(newest)) known[newest] = seal.Value.Unprotect(reader.GetFieldValue<byte[]>(1));
        }
        if (newest > 0) current = newest;
        return newest > 0;
    }
}
